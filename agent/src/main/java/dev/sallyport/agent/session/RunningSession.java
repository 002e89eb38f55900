package dev.sallyport.agent.session;

/// What can be done to a session from outside.
interface RunningSession {
    /// The server has just been seen: waiting to reach it makes no sense any more.
    void hurry();

    /// Ends it.
    void closed(String why);
}
