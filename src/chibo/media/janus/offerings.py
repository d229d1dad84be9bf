"""What is sent in a room, as the server has told one seat."""

from collections.abc import Collection
from dataclasses import dataclass, field

from chibo.media.janus.client import Json
from chibo.media.janus.reception import Stream


@dataclass(slots=True)
class Offerings:
    """The streams of everybody else."""

    by_feed: dict[str, list[Stream]] = field(default_factory=dict)

    @property
    def feeds(self) -> set[str]:
        """Whoever sends."""
        return set(self.by_feed)

    def note(self, body: Json) -> None:
        """Take in what the server says of those who come and go."""
        for key in ("leaving", "unpublished", "kicked"):
            self.by_feed.pop(str(body.get(key, "")), None)
        for publisher in body.get("publishers", ()):
            feed = publisher["id"]
            self.by_feed[feed] = [
                Stream(feed, stream["mid"], stream["type"])
                for stream in publisher.get("streams", ())
                if not stream.get("disabled")
            ]

    def wanted(self, showing: Collection[str]) -> list[Stream]:
        """Return what is to be received: every sound, and the pictures of cameras that are on."""
        return [
            stream
            for streams in self.by_feed.values()
            for stream in streams
            if stream.kind == "audio" or stream.feed in showing
        ]
