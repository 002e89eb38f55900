package dev.sallyport.server.api;

import java.net.InetAddress;

/// Where a request comes from.
///
/// @param secure whether it came by TLS all the way that can be known of
public record ClientAddress(InetAddress address, boolean secure) {}
