"""Django's settings, read once from the environment; what the rules depend on is in `rulebooks/`."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from chibo.config.environment import env, env_bool, env_choice, env_list

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env("CHIBO_VAR", str(ROOT / "var")))
"""Everything this installation writes: database, uploads, keys, sockets."""

SECRET_KEY = env("SECRET_KEY")
DEBUG = env_bool("DEBUG", default=False)
DEMONSTRATION = env_bool("CHIBO_DEMONSTRATION", default=False)
"""Shows the demonstration accounts at the door and delivers mail to the mailbox page."""

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
HTTPS = env_bool("CHIBO_HTTPS", default=False)
"""Set where a reverse proxy speaks TLS for us: cookies then travel over TLS only."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "chibo.web.apps.StaticFiles",
    "django.contrib.humanize",
    "template_partials",
    "chibo.web",  # before allauth and Django's forms, whose templates it replaces
    "chibo.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules",
    "csp",
    "django.forms",
    "chibo.registry",
    "chibo.mailbox",
    "chibo.meetings",
    "chibo.applications",
    "chibo.media",
    "chibo.documents",
    "chibo.tasks",
    "chibo.archives",
    "chibo.oversight",
    "chibo.regulations",
    "chibo.groups",
    "chibo.live",
    "chibo.rehearsal",
]

MIDDLEWARE = [  # all of them run in the event loop: see chibo.web.middleware
    "chibo.web.middleware.Security",
    "chibo.web.middleware.Compression",
    "chibo.web.middleware.ContentSecurityPolicy",
    "chibo.web.middleware.Session",
    "chibo.web.middleware.Language",
    "chibo.web.middleware.Common",
    "chibo.web.middleware.Csrf",
    "chibo.web.middleware.Authentication",
    "allauth.account.middleware.AccountMiddleware",
    "chibo.web.middleware.Messages",
    "chibo.web.middleware.NoFrames",
    "django_htmx.middleware.HtmxMiddleware",
    "chibo.accounts.middleware.FirstPassword",
    "chibo.meetings.middleware.OwnWords",
    "chibo.meetings.middleware.BrokenJournal",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

ROOT_URLCONF = "chibo.config.urls"
ASGI_APPLICATION = "chibo.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chibo.web.context.frame",
            ],
        },
    },
]

FORM_RENDERER = "chibo.web.rendering.Renderer"

# --- what the parts of the program contribute -----------------------------------------------

CHIBO_NAVIGATION = [
    "chibo.web.navigation.home",
    "chibo.meetings.navigation.meetings",
    "chibo.registry.navigation.register",
    "chibo.applications.navigation.applications",
    "chibo.groups.navigation.groups",
    "chibo.documents.navigation.papers",
    "chibo.tasks.navigation.tasks",
    "chibo.oversight.navigation.oversight",
    "chibo.regulations.navigation.texts",
    "chibo.archives.navigation.archives",
    "chibo.mailbox.navigation.mailbox",
]
"""Callables `(request) -> chibo.web.navigation.Entry | None`, in the order of the page."""
CHIBO_HOME = [
    "chibo.meetings.home.next_meeting",
    "chibo.groups.home.procedures",
    "chibo.accounts.home.second_factor_hint",
    "chibo.applications.home.waiting",
    "chibo.tasks.home.tasks",
    "chibo.documents.home.papers",
    "chibo.media.home.device_check",
    "chibo.registry.home.administration",
    "chibo.media.nodes.home.media_servers",
]
"""Callables `(request) -> chibo.web.home.Part | None`: what waits for a person on the first page."""
CHIBO_MEETING_PARTS = [
    "chibo.media.meeting_part.device_check",
    "chibo.documents.meeting_part.papers",
]
"""Callables `(request, standing) -> chibo.web.home.Part | None`: what stands on a meeting's page."""
CHIBO_HOLDS_OFFICE = "chibo.config.offices.holds_office"
"""Callable `(request) -> bool`: whether the person is an officer, who should have a second factor."""
CHIBO_SOCKETS = {
    "/live/": "chibo.live.sockets.room_socket",
    "/check/": "chibo.media.sockets.check_socket",
    "/nodes/": "chibo.media.nodes.sockets.node_socket",
}
"""Path prefix to ASGI callable `(scope, receive, send)`, for what comes over a WebSocket."""
CHIBO_BACKGROUND = [
    "chibo.web.threads.kept",
    "chibo.mailbox.receiving.smtp_server",
    "chibo.meetings.notices.between_processes",
    "chibo.meetings.followers.running",
    "chibo.media.background.media_engine",
    "chibo.live.background.rooms",
    "chibo.web.memory.settled",  # last: everything is there
]
"""Callables that return an async context manager: running from the server's start to its stop."""
CHIBO_JOURNAL_KINDS = [
    "chibo.meetings.meeting_kind.MEETING",
    "chibo.applications.application_kind.APPLICATION",
    "chibo.meetings.report_kind.REPORT",
    "chibo.groups.groups_kind.GROUPS",
    "chibo.meetings.regulation_kind.REGULATION",
    "chibo.documents.register_kind.PAPERS",
    "chibo.tasks.book_kind.TASKS",
    "chibo.archives.witness_kind.WITNESS",
]
"""What journals can be about: `chibo.meetings.kinds.Kind` values."""
CHIBO_GROUP_ORDERS = "chibo.groups.queries.order"
"""`(procedure, group) -> GroupOrder | None`: what a procedure by groups asks of a group now."""
CHIBO_DEMONSTRATION_PARTS = ["chibo.applications.demonstration.load"]
"""Callables `() -> None` that fill a demonstration after its registry; they do nothing twice."""
CHIBO_FOLLOWERS: list[str] = [
    "chibo.meetings.letters.LETTERS",
    "chibo.groups.followers.HEARING",
    "chibo.groups.followers.LETTERS",
    "chibo.documents.followers.ANNOUNCED",
    "chibo.documents.followers.DUE",
    "chibo.documents.followers.UNDRAWN",
    "chibo.tasks.followers.ENTERED",
    "chibo.tasks.from_groups.FROM_GROUPS",
    "chibo.documents.fixing.FIXED",
    "chibo.archives.witnessing.HEADS",
    "chibo.archives.witnessing.LETTERS",
]
"""`chibo.meetings.followers.Follower` values, which act on what the journals say."""
CHIBO_CLOCKS: list[str] = [
    "chibo.meetings.holding.forget_old",
    "chibo.meetings.letters.clock",
    "chibo.applications.followers.expire_past",
    "chibo.groups.followers.clock",
    "chibo.documents.followers.remind",
    "chibo.tasks.followers.remind",
]
"""Callables `(now) -> None`, called every minute: what becomes due without anybody acting."""
CHIBO_PAPERS = [
    "chibo.documents.meeting_papers.PAPERS",
    "chibo.documents.application_papers.PAPERS",
    "chibo.documents.report_papers.PAPERS",
    "chibo.groups.papers.PAPERS",
]
"""Tuples of `chibo.documents.kinds.PaperKind`: every paper the program can write, by name."""
CHIBO_UPLOAD_CHECK = "chibo.documents.meeting_uploads.checked"
"""Callable `(file) -> chibo.meetings.uploads.Upload | Objection`: what may come in as a document."""
DEMONSTRATION_ACCOUNTS = "chibo.registry.demonstration.demonstration_accounts"
"""Callable `() -> Sequence[DemonstrationAccount]`, asked only in a demonstration."""

# --- where things are kept -------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", f"sqlite:///{VAR / 'chibo.sqlite3'}"), conn_max_age=0
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # What is acknowledged is on disk: WAL with FULL sync; writers queue instead of failing.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }

MEDIA_ROOT = VAR / "files"
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
NODE_MODULES = ROOT / "node_modules"
STATICFILES_DIRS = [
    ("htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("fonts", NODE_MODULES / "@fontsource" / "be-vietnam-pro" / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "chibo.web.staticfiles.HashedFiles"},
}
CHIBO_BUNDLES = {
    "web/frame.css": ("web/tokens.css", "web/base.css", "web/components.css"),
    "live/room-page.css": ("live/room.css", "live/page.css", "media/call.css"),
}
"""Style sheets that are sent as one file: nothing is painted before the last of them is there."""
RULEBOOKS = Path(env("CHIBO_RULEBOOKS", str(ROOT / "rulebooks")))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- languages and time ----------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- who comes in ----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
CSRF_FAILURE_VIEW = "chibo.web.errors.stale_form"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "chibo.accounts.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
ACCOUNT_ADAPTER = "chibo.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "chibo.accounts.forms.SignInForm",
    "change_password": "chibo.accounts.forms.ChangePasswordForm",
    "reauthenticate": "chibo.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_RATE_LIMITS = {
    # A cell of sixty signs in from one room, behind one address, in the same minute.
    "login": "240/m/ip",
    # Guessing is stopped at the account, and at the address above what a room mistypes.
    "login_failed": "60/m/ip,5/5m/key",
}
MFA_ADAPTER = "chibo.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "chibo.accounts.forms.CodeForm",
    "reauthenticate": "chibo.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "chibo.accounts.forms.ActivateAppForm",
    "add_webauthn": "chibo.accounts.forms.AddKeyForm",
    "edit_webauthn": "chibo.accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Chibo"
# One step of thirty seconds to either side: the clocks of old phones drift.
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys on localhost without TLS, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Members' addresses come from the register and are not verified by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- mail ------------------------------------------------------------------------------------

CHIBO_ADDRESS = env("CHIBO_ADDRESS", "http://localhost:8000")
"""Where members find this installation: what links in letters begin with."""
DEFAULT_FROM_EMAIL = env("CHIBO_MAIL_FROM", "chibo@localhost")
EMAIL_BACKEND = env("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(env("EMAIL_PORT", "2525"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10

# --- papers ----------------------------------------------------------------------------------

CHIBO_RESOLUTIONS_FOR_COMMITTEE = env_bool("CHIBO_RESOLUTIONS_FOR_COMMITTEE", default=False)
"""DF-05: whether resolutions of cells are signed T/M CHI ỦY; by default T/M CHI BỘ."""

CHIBO_PAPERS_SPELL_UY = env_choice("CHIBO_PAPERS_SPELL_UY", "ỦY", "UỶ")
"""DF-04: how papers spell it, with the sign on the u or on the y."""

# --- signatures ------------------------------------------------------------------------------

CHIBO_SIGNING_SECOND_FACTOR = env_bool("CHIBO_SIGNING_SECOND_FACTOR", default=True)
"""Whether minutes are signed with a code or a passkey only, never with a password alone."""
CHIBO_SIGNING_PKCS12 = env("CHIBO_SIGNING_PKCS12", "")
"""The file with the organisation's certificate and key; papers are sealed with it."""
CHIBO_SIGNING_PASSPHRASE = env("CHIBO_SIGNING_PASSPHRASE", "")
CHIBO_SIGNING_PKCS11_MODULE = env("CHIBO_SIGNING_PKCS11_MODULE", "")
"""The library of a token that keeps the key, in place of a file."""
CHIBO_SIGNING_PKCS11_TOKEN = env("CHIBO_SIGNING_PKCS11_TOKEN", "")
CHIBO_SIGNING_PKCS11_CERTIFICATE = env("CHIBO_SIGNING_PKCS11_CERTIFICATE", "")
"""The label of the certificate on the token; the only one there when empty."""
CHIBO_SIGNING_PIN = env("CHIBO_SIGNING_PIN", "")
CHIBO_SIGNING_ROOTS = env("CHIBO_SIGNING_ROOTS", "")
"""A PEM file of the authorities whose certificates count as trusted when a paper is checked."""
CHIBO_SIGNING_FOLDER = VAR / "signing"
"""Where a demonstration keeps the certificate it makes for itself."""

# --- sound and picture -----------------------------------------------------------------------

MEDIA_JANUS_BIN = env("MEDIA_JANUS_BIN", "")
"""The media server's program; looked for on the path when empty, none when it does not exist."""
MEDIA_JANUS_MODULES = env("MEDIA_JANUS_MODULES", "")
"""The folder of its plugins and transports; found beside the program when empty."""
MEDIA_JANUS_USER = env("MEDIA_JANUS_USER", "nobody")
"""Who it runs as when we are root."""
MEDIA_NODES = env("MEDIA_NODES", "1")
"""How many of it run on this machine: when one falls, its rooms move to another."""
MEDIA_RTP_PORTS = env("MEDIA_RTP_PORTS", "20000-20999")
"""The UDP ports to open in the firewall: two for every page in a call."""
MEDIA_PUBLIC_ADDRESS = env("MEDIA_PUBLIC_ADDRESS", "")
"""Our address as the world sees it, behind a router that maps one to one."""
MEDIA_INTERFACE = env("MEDIA_INTERFACE", "")
"""The only network interface to offer to browsers; every one when empty."""

MEDIA_TURN_BIN = env("MEDIA_TURN_BIN", "")
"""The TURN server's program; looked for on the path when empty, none when it does not exist."""
MEDIA_TURN_HOST = env("MEDIA_TURN_HOST", "")
"""The name or address browsers find it by; this machine's address when empty."""
MEDIA_TURN_PORT = env("MEDIA_TURN_PORT", "3478")
"""Where it listens, over UDP and over TCP."""
MEDIA_TURN_TLS_PORT = env("MEDIA_TURN_TLS_PORT", "5349")
"""Where it listens over TLS, if it has a certificate; 443 passes nearly every firewall."""
MEDIA_TURN_CERTIFICATE = env("MEDIA_TURN_CERTIFICATE", "")
"""A PEM file with the certificate of MEDIA_TURN_HOST and its chain."""
MEDIA_TURN_KEY = env("MEDIA_TURN_KEY", "")
"""A PEM file with the key of that certificate."""
MEDIA_TURN_PORTS = env("MEDIA_TURN_PORTS", "21000-21999")
"""The UDP ports between it and the media server; nobody outside needs them."""
MEDIA_TURN_URLS = env_list("MEDIA_TURN_URLS")
"""What browsers are told in place of our own; with MEDIA_TURN_SECRET a server somewhere else."""
MEDIA_TURN_SECRET = env("MEDIA_TURN_SECRET", "")
"""The `static-auth-secret` of that other server; ours makes its own at every start."""
