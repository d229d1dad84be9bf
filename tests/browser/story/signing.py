"""Two signatures under one paper: a code typed into a plain form, and a real browser's passkey."""

from tests.browser.people import PASSWORD, Someone
from tests.browser.words import vi

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""The lock of a laptop, as Chromium plays it: finger on the sensor at once."""


def signs_with_a_code(one: Someone) -> None:
    """Type the code that a demonstration shows in place of an app; a wrong one first."""
    one.follows(vi("Read and sign the minutes"))
    one.fills(vi("Code from the app"), "12345")
    one.presses(vi("Sign with the code"))
    one.sees(vi("This code is not right, or it has run out. Type the six digits shown now."))
    one.looks("sign-code")
    shown = one.page.locator("#demonstration-code strong").inner_text()
    one.fills(vi("Code from the app"), shown)
    one.presses(vi("Sign with the code"))


def signs_with_a_passkey(one: Someone) -> None:
    """Set a passkey up, be led back to the paper, and sign it; the passkey is removed afterwards."""
    one.follows(vi("Read and sign the minutes"))
    one.page.locator("main form").first.wait_for()
    devtools = one.context.new_cdp_session(one.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    one.goes("/account/second-factor/webauthn/add/")
    _confirms_who_it_is(one)
    one.presses(vi("Add a passkey"))
    one.follows(vi("Back to signing"))
    one.looks("sign-passkey")
    one.presses(vi("Sign with a passkey"))
    one.sees(
        vi(
            "Signed by the minutes taker and by the chair, and locked. Corrections are made only by an addendum."
        )
    )


def removes_the_passkey(one: Someone) -> None:
    """Leave the account as it was: the next story signs in with the password alone."""
    one.goes("/account/second-factor/webauthn/")
    one.follows(vi("Remove"), "main")
    _confirms_who_it_is(one)
    one.presses(vi("Remove the passkey"))
    one.sees(vi("You have no passkey yet."))


def _confirms_who_it_is(one: Someone) -> None:
    """Give the password once more where signing in was a while ago."""
    field = one.page.locator("main input[name=password]")
    if field.count():
        field.fill(PASSWORD)
        one.presses(vi("Confirm"))
