"""Which addresses are the public internet's: others may be a machine that only this one reaches, and are never asked for a user."""
from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IANA's registries of special-purpose addresses, and multicast; 168.63.129.16 is where a cloud (Azure) answers its own machines.
_CLOSED4 = tuple(map(IPv4Network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4")))
_OPEN6 = IPv6Network("2000::/3")  # all that is handed out for the internet, but for these: protocols, examples, 6to4, AS112
_CLOSED6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")))
_MAPPED, _NAT64 = IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96")  # their last 32 bits are an IPv4 address


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet; False for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found not in _MAPPED and found not in _NAT64:
            return found in _OPEN6 and not any(found in network for network in _CLOSED6)
        found = IPv4Address(int(found) & 0xFFFFFFFF)
    return not any(found in network for network in _CLOSED4)
