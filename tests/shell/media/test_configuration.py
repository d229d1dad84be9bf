"""The folder that the media server is started with."""

from pathlib import Path

import pytest

from chibo.media.child import unprivileged
from chibo.media.janus import configuration, installation
from chibo.media.janus.configuration import (
    ConfigurationError,
    Installation,
    Network,
    Secrets,
)

KEYS = Secrets(api="api-secret", admin_key="admin-key")


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """Modules as Debian lays them out, with more than we want."""
    folder = tmp_path / "lib" / "x86_64-linux-gnu" / "janus"
    for name in (
        "plugins/libjanus_videoroom.so",
        "plugins/libjanus_textroom.so",
        "plugins/libjanus_sip.so",
        "transports/libjanus_websockets.so",
        "transports/libjanus_http.so",
        "events/libjanus_wsevh.so",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    binary = tmp_path / "bin" / "janus"
    binary.parent.mkdir()
    binary.write_text("#!/bin/sh\n", encoding="ascii")
    binary.chmod(0o755)
    return folder


def written(modules: Path, folder: Path, network: Network) -> dict[str, str]:
    folder.mkdir()
    configuration.write(folder, Installation(Path("/usr/bin/janus"), modules), network, KEYS)
    return {path.name: path.read_text("ascii") for path in folder.iterdir()}


def test_only_the_room_and_one_private_door_are_loaded(modules: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"

    files = written(modules, folder, Network())

    assert (
        files["janus.jcfg"]
        == f"""general: {{
  configs_folder = "{folder}"
  plugins_folder = "{modules}/plugins"
  transports_folder = "{modules}/transports"
  events_folder = "{modules}/events"
  loggers_folder = "{modules}/loggers"
  api_secret = "api-secret"
  session_timeout = 30
  reclaim_session_timeout = 15
  hide_dependencies = true
  debug_level = 3
  debug_colors = false
  event_loops = 2
}}
media: {{
  rtp_port_range = "20000-20999"
  slowlink_threshold = 4
}}
nat: {{
  full_trickle = true
  ignore_mdns = true
}}
plugins: {{
  disable = "libjanus_sip.so,libjanus_textroom.so"
}}
transports: {{
  disable = "libjanus_http.so"
}}
events: {{
  disable = "libjanus_wsevh.so"
}}
loggers: {{
  disable = ""
}}
"""
    )
    assert (
        files["janus.transport.websockets.jcfg"]
        == f"""general: {{
  json = "compact"
  ws = true
  ws_unix = "{folder}/janus.sock"
  wss = false
}}
admin: {{
  admin_ws = false
  admin_wss = false
}}
"""
    )


def test_nobody_else_can_read_it(modules: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"

    written(modules, folder, Network())

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_every_start_has_secrets_of_its_own() -> None:
    one, other = Secrets(), Secrets()

    assert len({one.api, one.admin_key, other.api, other.admin_key}) == 4


def test_a_real_server_offers_its_address_in_the_world(modules: Path, tmp_path: Path) -> None:
    network = Network("30000-30999", "203.0.113.7", "eth0")

    core = written(modules, tmp_path / "run", network)["janus.jcfg"]

    assert 'rtp_port_range = "30000-30999"' in core
    assert 'ice_enforce_list = "eth0"\n  nat_1_1_mapping = "203.0.113.7"' in core


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"rtp_ports": "all"}, "MEDIA_RTP_PORTS"),
        ({"public_address": '"; admin_ws = true'}, "MEDIA_PUBLIC_ADDRESS"),
        ({"interface": "eth0 eth1"}, "MEDIA_INTERFACE"),
    ],
)
def test_a_setting_it_cannot_take_is_named(fields: dict[str, str], name: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Network(**fields)


def test_the_program_and_its_modules_are_found_together(modules: Path) -> None:
    binary = modules.parents[2] / "bin" / "janus"

    assert installation.find(str(binary)) == Installation(binary, modules)
    assert installation.find(str(binary), str(modules)) == Installation(binary, modules)
    assert installation.find(str(binary), "/nonexistent") is None
    assert installation.find("/nonexistent/janus") is None


def test_as_root_it_becomes_nobody_and_loses_every_right() -> None:
    line = unprivileged(["/usr/bin/janus", "--config=x"], "nobody", is_root=True)

    assert line[1:] == [
        "--no-new-privs",
        "--inh-caps=-all",
        "--pdeathsig=TERM",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--bounding-set=-all",
        "--",
        "/usr/bin/janus",
        "--config=x",
    ]


def test_what_listens_on_a_low_port_keeps_that_one_right() -> None:
    line = unprivileged(["/usr/bin/turnserver"], "nobody", is_root=True, low_ports=True)

    assert [word for word in line if "caps=" in word or "set=" in word] == [
        "--inh-caps=-all,+net_bind_service",
        "--ambient-caps=-all,+net_bind_service",
        "--bounding-set=-all,+net_bind_service",
    ]


def test_otherwise_it_stays_who_we_are() -> None:
    line = unprivileged(["/usr/bin/janus"], "nobody", is_root=False)

    assert [word for word in line if "id" in word and word.startswith("--re")] == []
    assert "--no-new-privs" in line
