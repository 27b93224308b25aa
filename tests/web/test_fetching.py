"""What an address gives, from real servers on this machine that stand for the internet's; and that no other network is ever asked."""
from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.errors import InputError, TooLargeError
from dragoman.web.fetching import Bounds, Net, check, fetch
from dragoman.web.public_addresses import is_public

trustme = pytest.importorskip("trustme", reason="needs the package trustme")
PAGE = b"<!doctype html><title>News</title><p>The ministers of Estonia and Finland met.</p>"
Answer = Callable[[str], list[bytes]]


class Server:
    """Answers each request with the pieces that `answer` gives for its path, one after the other; at b"wait" it waits for the client."""

    def __init__(self, answer: Answer, tls: ssl.SSLContext | None = None, greeting: bytes = b"") -> None:
        self.asked: list[str] = []
        self._answer, self._tls, self._greeting = answer, tls, greeting
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self._listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), self._tls.wrap_socket(taken, server_side=True) if self._tls else taken as connection:
                head = b""
                if self._greeting:
                    connection.sendall(self._greeting)
                    continue
                while b"\r\n\r\n" not in head and (piece := connection.recv(4096)):
                    head += piece
                self.asked.append(head.decode())
                for part in self._answer(head.decode().split(" ")[1]):
                    if part == b"wait":
                        connection.recv(1)
                    connection.sendall(part)

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)


@pytest.fixture
def serving() -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(answer: Answer, tls: ssl.SSLContext | None = None, greeting: bytes = b"") -> Server:
        started.append(Server(answer, tls, greeting))
        return started[-1]

    yield start
    for one in started:
        one.close()


def whole(body: bytes = PAGE, status: str = "200 OK", **fields: str) -> list[bytes]:
    """An answer."""
    named = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))} | {
        name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items() if value), "", ""]
    return ["\r\n".join(lines).encode(), body]


def net(*servers: Server, names: dict[str, list[str]] | None = None, **more: Any) -> Net:
    """A network in which 127.0.0.1 is public, every name is one of this machine unless `names` says otherwise."""
    known = names or {}
    return Net(resolve=lambda host, _: known.get(host, ["127.0.0.1"]), public=lambda address: address == "127.0.0.1",
               ports=frozenset(one.port for one in servers), **more)


def refused(url: str, world: Net, **bounds: Any) -> str:
    with pytest.raises(InputError) as found:
        fetch(url, Bounds(**bounds), world)
    assert "\n" not in str(found.value)
    assert found.value.mend
    return str(found.value)


def test_a_page_is_fetched_with_what_its_server_says_of_it(serving: Callable[..., Server]) -> None:
    server = serving(lambda _: whole())
    found = fetch(f"http://news.example:{server.port}/a b?q=ä#part".replace(" ", "%20"), net=net(server))
    assert (found.data, found.media_type) == (PAGE, "text/html; charset=utf-8")
    assert found.url == f"http://news.example:{server.port}/a%20b?q=%C3%A4"
    assert f"Host: news.example:{server.port}" in server.asked[0]
    assert "cookie" not in server.asked[0].lower()


def test_redirects_are_followed_but_not_in_circles_and_not_for_ever(serving: Callable[..., Server]) -> None:
    def answer(path: str) -> list[bytes]:
        if path == "/end":
            return whole()
        if path.startswith("/circle"):
            return whole(b"", "302 Found", location="/circle2" if path == "/circle" else "/circle")
        left = int(path.rpartition("/")[2])
        return whole(b"", "301 Moved Permanently", location=f"/left/{left - 1}" if left else "/end")

    server = serving(answer)
    root = f"http://news.example:{server.port}"
    assert fetch(f"{root}/left/4", net=net(server)).url == f"{root}/end"
    assert "more than 5 times" in refused(f"{root}/left/5", net(server))
    assert "in a circle" in refused(f"{root}/circle", net(server))


@pytest.mark.parametrize("inwards", ["http://inside.example:{port}/", "//inside.example:{port}/", "http://127.0.0.2:{port}/",
                                     "http://[::1]:{port}/", "http://2130706434:{port}/", "file:///etc/passwd", "ftp://news.example/",
                                     "http://news.example:1/", "javascript:alert(1)", "http://user:secret@news.example:{port}/"])
def test_no_redirect_leads_inwards(serving: Callable[..., Server], inwards: str) -> None:
    server = serving(lambda _: whole(b"", "302 Found", location=inwards.format(port=server.port)))
    names = {"inside.example": ["10.0.0.1"], "127.0.0.2": ["127.0.0.2"], "::1": ["::1"], "2130706434": ["127.0.0.2"]}
    refused(f"http://news.example:{server.port}/", net(server, names=names))
    assert len(server.asked) == 1


def test_a_name_with_one_inner_address_among_outer_ones_is_not_asked(serving: Callable[..., Server]) -> None:
    server = serving(lambda _: whole())
    world = net(server, names={"mixed.example": ["127.0.0.1", "192.168.0.1"], "none.example": []})
    assert "a network of its own" in refused(f"http://mixed.example:{server.port}/", world)
    assert "a network of its own" in refused(f"http://none.example:{server.port}/", world)
    assert server.asked == []


def test_a_name_server_that_changes_its_mind_is_asked_once(serving: Callable[..., Server]) -> None:
    server = serving(lambda _: whole())
    told: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        told.append(host)
        return ["127.0.0.1"] if len(told) == 1 else ["10.0.0.1"]

    world = Net(resolve=resolve, public=lambda address: address == "127.0.0.1", ports=frozenset((server.port,)))
    assert fetch(f"http://turning.example:{server.port}/", net=world).data == PAGE
    assert told == ["turning.example"]


def test_names_without_servers_and_servers_without_an_ear_are_told() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert "no server of the name none.example" in refused("http://none.example/", Net(resolve=unknown))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    world = Net(resolve=lambda *_: ["127.0.0.1"], public=lambda _: True, ports=frozenset((port,)))
    assert "cannot be reached (connection refused)" in refused(f"http://news.example:{port}/", world)


@pytest.mark.parametrize("pieces", [
    [b"wait"], [b"HTTP/1.1 200 OK\r\n", b"wait"], [b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n123", b"wait"]])
def test_servers_that_hang_are_given_up(serving: Callable[..., Server], pieces: list[bytes]) -> None:
    server = serving(lambda _: pieces)
    assert "no whole answer within 0.2 seconds" in refused(f"http://news.example:{server.port}/", net(server), seconds=0.2)


def test_a_server_that_speaks_too_slowly_is_given_up(serving: Callable[..., Server]) -> None:
    going = threading.Event()

    def drip(path: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"
        while not going.wait(0.02):
            yield b"a"

    server = serving(drip)  # type: ignore[arg-type] # pieces as they come
    assert "within 0.3 seconds" in refused(f"http://news.example:{server.port}/", net(server), seconds=0.3)
    going.set()


def test_a_name_server_that_hangs_is_given_up() -> None:
    answered = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        answered.wait(30)
        return []

    assert "within 0.1 seconds" in refused("http://news.example/", Net(resolve=slow), seconds=0.1)
    answered.set()


@pytest.mark.parametrize(("status", "said"), [
    ("500 Internal Server Error", "answers 500 (Internal Server Error); try again later"), ("404 Not Found", "check the address"),
    ("403 Forbidden", "save it from your browser"), ("204 No Content", "answers 204"), ("302 Found", "answers 302"),
    ("599 Odd", "answers 599;")])
def test_answers_that_are_no_page_are_told(serving: Callable[..., Server], status: str, said: str) -> None:
    server = serving(lambda _: whole(b"", status))
    assert said in refused(f"http://news.example:{server.port}/", net(server))


@pytest.mark.parametrize(("pieces", "said"), [
    ([b"SSH-2.0-OpenSSH\r\n\r\n"], "none of a web server's"), ([b""], "breaks off"),
    ([b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort"], "breaks off"),
    ([b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"], "none of a web server's"),
    ([b"HTTP/1.1 200 OK\r\nx: " + b"a" * 300_000 + b"\r\n\r\n"], "none of a web server's"),
    (whole(content_type="image/png"), "is image/png"), (whole(content_encoding="br"), "is packed (br)"),
    (whole(content_encoding="gzip"), "is damaged"), (whole(gzip.compress(PAGE)[:-6], content_encoding="gzip"), "breaks off")])
def test_answers_that_cannot_be_read_are_told(serving: Callable[..., Server], pieces: list[bytes], said: str) -> None:
    server = serving(lambda _: pieces)
    assert said in refused(f"http://news.example:{server.port}/", net(server))


@pytest.mark.parametrize("packed", [gzip.compress, zlib.compress])
def test_what_is_packed_unasked_is_unpacked(serving: Callable[..., Server], packed: Callable[[bytes], bytes]) -> None:
    encoding = "gzip" if packed is gzip.compress else "deflate"
    server = serving(lambda _: whole(packed(PAGE), content_encoding=encoding))
    assert fetch(f"http://news.example:{server.port}/", net=net(server)).data == PAGE


@pytest.mark.parametrize("pieces", [
    whole(b"a" * 1001), whole(b"a" * 1001, content_length="", transfer_encoding=""), whole(b"", content_length="1001"),
    whole(gzip.compress(b"a" * 10_000_000), content_encoding="gzip")], ids=["told", "untold", "only told", "packed"])
def test_what_is_too_large_is_refused(serving: Callable[..., Server], pieces: list[bytes]) -> None:
    server = serving(lambda _: pieces)
    with pytest.raises(TooLargeError, match="more than 1,000"):
        fetch(f"http://news.example:{server.port}/", Bounds(bytes=1000), net(server))


def test_what_is_just_not_too_large_is_fetched(serving: Callable[..., Server]) -> None:
    server = serving(lambda path: whole(b"a" * 1000) if path == "/" else whole(gzip.compress(b"a" * 1000), content_encoding="gzip"))
    for path in ("/", "/packed"):
        assert len(fetch(f"http://news.example:{server.port}{path}", Bounds(bytes=1000), net(server)).data) == 1000


def test_a_proxy_of_the_environment_is_not_used(serving: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> None:
    server, proxy = serving(lambda _: whole()), serving(lambda _: whole(b"from the proxy"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    assert fetch(f"http://news.example:{server.port}/", net=net(server)).data == PAGE
    assert proxy.asked == []


def test_certificates_have_to_hold(serving: Callable[..., Server]) -> None:
    ours, theirs = trustme.CA(), trustme.CA()
    trusting = ssl.create_default_context()
    ours.configure_trust(trusting)

    def served(ca: Any, name: str) -> Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ca.issue_cert(name).configure_cert(context)
        return serving(lambda _: whole(), context)

    good, unknown, other = served(ours, "news.example"), served(theirs, "news.example"), served(ours, "other.example")
    world = net(good, unknown, other, certificates=trusting)
    assert fetch(f"https://news.example:{good.port}/", net=world).data == PAGE
    for server in (unknown, other):
        assert "a certificate that does not hold" in refused(f"https://news.example:{server.port}/", world)
    plain = serving(lambda _: whole(), greeting=b"220 mail.example ESMTP\r\n" * 10)
    assert "TLS fails" in refused(f"https://news.example:{plain.port}/", net(plain, certificates=trusting))
    assert unknown.asked == other.asked == []


@pytest.mark.parametrize("url", [
    "", "news.example", "/etc/passwd", "http://", "http:///x", "http://[::1", "http://news.example:99999/", "http://news.example:8080/",
    "http://a b/", "http://news.example/\r\nHost: x", "gopher://news.example/", "http://" + "a" * 3000, "http://" + "a" * 64 + ".example/",
    "http://user@news.example/", "data:text/html,x", "http://xn--\ud800.example/"])
def test_what_is_no_address_of_a_page_is_refused_unasked(url: str) -> None:
    with pytest.raises(InputError):
        check(url)


@pytest.mark.parametrize(("url", "asked"), [
    (" https://News.Example/a?b=c#d ", "https://news.example/a?b=c"), ("http://münchen.example", "http://xn--mnchen-3ya.example/"),
    ("https://news.example:443/é%20", "https://news.example/%C3%A9%20"), ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/")])
def test_addresses_are_asked_in_one_form(url: str, asked: str) -> None:
    assert check(url) == asked


def _wrapped(inner: int) -> list[str]:
    """The forms in which an IPv4 address goes through IPv6: mapped, NAT64."""
    return [str(IPv6Address(0xFFFF << 32 | inner)), str(IPv6Address(0x64FF9B << 96 | inner))]


@given(st.integers(0, 2**32 - 1))
@example(int(IPv4Address("169.254.169.254")))
@example(int(IPv4Address("100.100.100.200")))
def test_no_inner_address_is_public_in_any_form(number: int) -> None:
    address = ip_address(number)
    public = is_public(str(address))
    assert not public or (address.is_global and not address.is_multicast and not address.is_reserved)
    assert [is_public(form) for form in _wrapped(number)] == [public, public]


@pytest.mark.parametrize("network", ["10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
                                     "0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "198.18.0.0/15"])
@given(data=st.data())
def test_no_address_of_an_inner_network_is_public(network: str, data: st.DataObject) -> None:
    address = data.draw(st.ip_addresses(network=network))
    assert not any(map(is_public, (str(address), *_wrapped(int(address)))))


@given(st.ip_addresses(v=6) | st.sampled_from(["::1", "fe80::1", "fc00::1", "ff02::1"]).flatmap(
    lambda base: st.integers(0, 2**64 - 1).map(lambda low: IPv6Address(int(IPv6Address(base)) ^ low))))
@example(IPv6Address("::1"))
@example(IPv6Address("fd00:ec2::254"))
@example(IPv6Address("2002:7f00:1::"))
@example(IPv6Address("2001:0:7f00:1::"))
@example(IPv6Address("64:ff9b:1::7f00:1"))
@example(IPv6Address("::7f00:1"))
def test_no_inner_address_of_ipv6_is_public(address: IPv6Address) -> None:
    if is_public(str(address)) and address.ipv4_mapped is None and int(address) >> 32 != 0x64FF9B << 64:
        assert address.is_global
        assert not any((address.is_multicast, address.is_link_local, address.is_site_local, address.is_private, address.is_reserved))
        assert address.sixtofour is None
        assert address.teredo is None


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:80e::200e", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "fe80::1%eth0", "127.1", "0x7f000001", "1.2.3.4.5"])
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)
