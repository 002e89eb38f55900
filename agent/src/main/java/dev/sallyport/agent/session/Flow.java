package dev.sallyport.agent.session;

/// How much of a session may be under way.
///
/// @param window bytes that may go out unacknowledged; within it nothing slows the source down
/// @param holdAbove bytes of unread input above which the socket is not read. Stock clients lose
///   what is not acknowledged for long, so where the reader may stand still for long (a forwarded
///   port) the sender has to.
record Flow(long window, long holdAbove) {
    /// Frames that may go out unacknowledged, of any session.
    static final int WINDOW_FRAMES = 1000;

    static final Flow TERMINAL = new Flow(256 * 1024, Long.MAX_VALUE);
    static final Flow PORT = new Flow(1 << 20, 1 << 20);

    /// Both ends are ours, and far from each other as often as not.
    static final Flow FILES = new Flow(4 << 20, 2 << 20);
}
