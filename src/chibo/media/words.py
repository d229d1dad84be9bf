"""What to do about each thing a check of devices and line has found."""

from django.utils.translation import gettext_lazy as _

from chibo.registry.device_checks import Trouble, Verdict

ADVICE = {
    Trouble.LINE: _(
        "Move closer to the Wi-Fi or change to the mobile network, then check again. If it stays "
        "so, come to a connection point or to the room, and tell the secretary."
    ),
    Trouble.BACK: _(
        "After a cut the page did not find its way back by itself. Change the network or the "
        "browser and check again; in the meeting, open the page anew."
    ),
    Trouble.BROWSER: _(
        "Update the browser, or use a recent Chrome, Edge, Firefox or Safari. Without it you take "
        "part in writing."
    ),
    Trouble.SERVER: _(
        "Nothing is wrong on your side. Roll-call, the floor, opinions, votes and documents work "
        "in writing; ask the technician whether there will be sound."
    ),
    Trouble.WAY: _(
        "The network lets no sound through: some offices and hotels close it. Try the mobile "
        "network, or ask the technician to open the ports or to set up the way over port 443."
    ),
    Trouble.MICROPHONE: _(
        "Without a microphone you hear the others and write what you have to say. Allow it or "
        "connect one, and check again."
    ),
    Trouble.SPEAKER: _(
        "Turn the sound of the device up, connect headphones or choose another loudspeaker, and "
        "check again."
    ),
    Trouble.NARROW: _(
        "Refuse pictures in the meeting: sound needs far less. Nobody else at home should watch "
        "films meanwhile."
    ),
    Trouble.SLOW: _("Move closer to the Wi-Fi, or change between Wi-Fi and mobile network."),
    Trouble.CAMERA: _("A camera is not needed: everybody hears you without one."),
}
EXPECT = {
    Verdict.PICTURE: _("In the meeting you will hear and see the others."),
    Verdict.SOUND: _("In the meeting you will hear the others and speak, without pictures."),
    Verdict.THRIFTY: _(
        "The line is thin: in the meeting sound is packed to save as much as possible."
    ),
    Verdict.TEXT: _(
        "In the meeting you follow in writing, with every right: the floor, opinions, votes."
    ),
    Verdict.FAILED: _(
        "The line does not hold yet: mend it before the meeting, or come to a room."
    ),
}
