"""Whether sound arrives, measured in the listener's own connection."""

from tests.browser.people import Someone
from tests.browser.words import vi

KEEP_CONNECTIONS = """
window.connections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...all) { super(...all); window.connections.push(this); }
};
"""
HEARD = """async () => {
  let energy = 0;
  for (const connection of window.connections) {
    for (const one of (await connection.getStats()).values()) {
      if (one.type === "inbound-rtp") energy += one.totalAudioEnergy ?? 0;
    }
  }
  return energy;
}"""
HEARS_MORE = f"""async (before) => await ({HEARD})() > before"""


def joins(speaker: Someone, listener: Someone) -> bool:
    """Join with a microphone and as a listener; without a media server the page says so."""
    ready = speaker.button(vi("Join with microphone"))
    missing = speaker.page.get_by_text(
        vi(
            "This server carries no sound and picture. "
            "Roll-call, the floor, opinions, votes and documents work all the same."
        )
    ).locator("visible=true")
    ready.or_(missing).first.wait_for()
    if missing.count():
        return False
    ready.click()
    listener.presses(vi("Only listen"))
    listener.sees(vi("You hear the meeting; your microphone is not in use."), seconds=20)
    speaker.sees(
        vi("Nobody hears you yet: you are heard when the chair gives you the floor."),
        seconds=20,
    )
    return True


def hears(listener: Someone) -> None:
    """Wait until more sound has arrived than up to now."""
    before = listener.page.evaluate(HEARD)
    listener.page.wait_for_function(HEARS_MORE, arg=before, timeout=20_000)
