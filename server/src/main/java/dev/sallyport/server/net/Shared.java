package dev.sallyport.server.net;

import java.util.concurrent.Executor;

/// What every connection of one server has in common.
///
/// @param requests runs each task on a virtual thread of its own
record Shared(
        HttpHandler http,
        SocketHandler sockets,
        Admission admission,
        RequestGate gate,
        NetLimits limits,
        ResponseWriter responses,
        Executor requests) {}
