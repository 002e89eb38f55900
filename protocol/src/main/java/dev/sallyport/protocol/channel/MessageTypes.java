package dev.sallyport.protocol.channel;

/// The names of messages, as they stand in a frame's header.
public final class MessageTypes {
    /// Client to node, numbered.
    public static final String INPUT_STREAM_DATA = "input_stream_data";

    /// Node to client, numbered.
    public static final String OUTPUT_STREAM_DATA = "output_stream_data";

    public static final String ACKNOWLEDGE = "acknowledge";

    /// Node to service only; never forwarded.
    public static final String AGENT_SESSION_STATE = "agent_session_state";

    public static final String CHANNEL_CLOSED = "channel_closed";
    public static final String PAUSE_PUBLICATION = "pause_publication";
    public static final String START_PUBLICATION = "start_publication";

    /// Control channel: the order to start a session, of whatever type.
    public static final String INTERACTIVE_SHELL = "interactive_shell";

    public static final String AGENT_TASK_COMPLETE = "agent_task_complete";
    public static final String AGENT_TASK_ACKNOWLEDGE = "agent_task_acknowledge";
    public static final String AGENT_JOB = "agent_job";
    public static final String AGENT_JOB_ACK = "agent_job_ack";
    public static final String AGENT_JOB_REPLY = "agent_job_reply";
    public static final String AGENT_JOB_REPLY_ACK = "agent_job_reply_ack";
    public static final String AGENT_TELEMETRY = "agent_telemetry";

    private MessageTypes() {}
}
