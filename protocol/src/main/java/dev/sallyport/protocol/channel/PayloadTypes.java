package dev.sallyport.protocol.channel;

/// What a stream frame carries. 2 and 4 exist in the public sources but nothing uses them.
public final class PayloadTypes {
    /// Acknowledgements and control messages.
    public static final int NONE = 0;

    /// Terminal bytes, port bytes, keys; both directions.
    public static final int OUTPUT = 1;

    public static final int SIZE = 3;
    public static final int HANDSHAKE_REQUEST = 5;
    public static final int HANDSHAKE_RESPONSE = 6;
    public static final int HANDSHAKE_COMPLETE = 7;
    public static final int ENCRYPTION_CHALLENGE_REQUEST = 8;
    public static final int ENCRYPTION_CHALLENGE_RESPONSE = 9;

    /// Four bytes, big-endian: 1 disconnect port, 2 terminate session, 3 connect to port failed.
    public static final int FLAG = 10;

    public static final int ERROR_OUTPUT = 11;

    /// ASCII `EXIT_CODE: n`.
    public static final int EXIT_CODE = 12;

    /// Ours, far above AWS's: what passes inside an SSH session, told by the node for the recording
    /// (`protocol.ssh.ScreenRecord`). Down only, and only in sessions of type `Ssh`; clients
    /// acknowledge it and pass over it.
    public static final int SCREEN = 0x5350_0001;

    private PayloadTypes() {}
}
