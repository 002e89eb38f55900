package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import tools.jackson.databind.node.ObjectNode;

/// A node's word on the control channel that a session's task has ended.
///
/// Nodes repeat it until it is acknowledged, and stock ones send a failure twice under different
/// message ids: tell tasks apart by `taskId`, which is the session's id. `retryNumber` counts from
/// 1.
public record AgentTaskComplete(
        String taskId, String finalTaskStatus, String instanceId, String output, int retryNumber) {
    public static final String SUCCESS = "Success";
    public static final String FAILED = "Failed";

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("SchemaVersion", 1);
        json.put("TaskId", taskId);
        json.put("Topic", MessageTypes.AGENT_TASK_COMPLETE);
        json.put("FinalTaskStatus", finalTaskStatus);
        json.put("IsRoutingFailure", false);
        json.put("AwsAccountId", "");
        json.put("InstanceId", instanceId);
        json.put("Output", output);
        json.put("S3Bucket", "");
        json.put("S3UrlSuffix", "");
        json.put("CwlGroup", "");
        json.put("CwlStream", "");
        json.put("RetryNumber", retryNumber);
        return Json.encode(json);
    }

    public static AgentTaskComplete decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new AgentTaskComplete(
                Json.requiredText(json, "TaskId"),
                Json.text(json, "FinalTaskStatus"),
                Json.text(json, "InstanceId"),
                Json.text(json, "Output"),
                (int) Json.number(json, "RetryNumber").orElse(1));
    }
}
