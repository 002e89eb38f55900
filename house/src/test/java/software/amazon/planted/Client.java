package software.amazon.planted;

/// Stands for the AWS SDK.
public final class Client {}
