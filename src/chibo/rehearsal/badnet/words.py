"""What `chibo badnet` says about a line, and about what became of the traffic."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chibo.rehearsal.badnet.line import Line
from chibo.rehearsal.badnet.way import Way


def described(line: Line) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with a line."""
    if line.up or line.down:
        yield _("Speed: %(up)s kbit/s up, %(down)s kbit/s down") % {
            "up": _kilobits(line.up),
            "down": _kilobits(line.down),
        }
    if line.delay or line.jitter:
        yield _(
            "Delay: %(trip)s ms there and back, up to %(jitter)s ms more or less each way"
        ) % {
            "trip": round(line.delay * 2_000),
            "jitter": round(line.jitter * 1_000),
        }
    if line.loss:
        yield _("Loss: %(loss)s of 100 packets each way, about %(burst)s in a row") % {
            "loss": f"{line.loss * 100:g}",
            "burst": f"{line.burst:g}",
        }
    if line.drop_every:
        yield _("Every %(seconds)s seconds all connections break off") % {
            "seconds": f"{line.drop_every:g}"
        }
    if line.outage:
        yield _(
            "In every %(every)s seconds nothing passes for %(outage)s, and nothing is closed"
        ) % {
            "every": f"{line.outage_every:g}",
            "outage": f"{line.outage:g}",
        }
    if line == Line():
        yield _("Nothing is wrong with this line.")


def carried(up: Way, down: Way) -> Iterator[str]:
    """Yield what became of the traffic each way."""
    for name, way in ((_("up"), up), (_("down"), down)):
        yield _("%(way)s: %(kilobytes)s kB, lost %(lost)s, no room for %(thrown_away)s") % {
            "way": name,
            "kilobytes": round(way.counts.bytes / 1_000),
            "lost": way.counts.lost,
            "thrown_away": way.counts.thrown_away,
        }


def happenings() -> dict[str, str]:
    """Return the words for what happens to a line."""
    return {
        "silent": _("The line is silent: nothing passes, nothing is closed"),
        "holds": _("The line holds again"),
        "dropped": _("All connections were broken off"),
    }


def lacks(what: str) -> str:
    """Return why no namespace can be made here, and what to do."""
    reasons = {
        "linux": _("A line in a namespace needs Linux. --listen and --to work everywhere."),
        "root": _(
            "A line in a namespace needs root: try again with sudo. --listen needs no rights."
        ),
        "tun": _(
            "This machine or container does not allow /dev/net/tun. Load the module tun, or let the "
            "container have the device and NET_ADMIN. --listen and --to work without."
        ),
    }
    missing = _("The program %(name)s is missing: install iproute2 and util-linux.")
    return reasons.get(what) or missing % {"name": what}


def wrong(field: str) -> str:
    """Return what is wrong with a figure."""
    reasons = {
        "rate": _("Say a speed as 32k, 1.5m or 64000 bits a second."),
        "loss": _("Of 100 packets between 0 and 99 can be lost."),
        "burst": _("At least one packet is lost in a row."),
        "queue": _("Something must be able to wait before a slow line."),
        "outage_every": _("An outage must be shorter than the time from one to the next."),
    }
    return reasons.get(field) or _("No figure of a line is less than nought.")


def _kilobits(rate: int) -> str:
    return f"{rate / 1_000:g}" if rate else "∞"
