package dev.sallyport.agent.session;

/// Who wants to know whether the node can be reached.
public interface ControlListener {
    void opened();

    void lost(String why);
}
