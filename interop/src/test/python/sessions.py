"""What a boto3 user does with sessions. Prints OK at the end; any difference raises."""

import os
import sys
import time

import boto3
from botocore.exceptions import ClientError

endpoint, target = sys.argv[1:]
ssm = boto3.client("ssm", endpoint_url=endpoint, verify=os.environ["AWS_CA_BUNDLE"])

nodes = [
    node["InstanceId"]
    for page in ssm.get_paginator("describe_instance_information").paginate(
        PaginationConfig={"PageSize": 5}
    )
    for node in page["InstanceInformationList"]
]
assert target in nodes, nodes
assert ssm.get_connection_status(Target=target)["Status"] == "connected"

started = ssm.start_session(Target=target, Reason="boto3")
session = started["SessionId"]
assert session.startswith("admin-"), session
assert started["StreamUrl"].startswith("wss://"), started["StreamUrl"]
assert 0 < len(started["TokenValue"]) <= 300

active = ssm.describe_sessions(
    State="Active", Filters=[{"key": "SessionId", "value": session}]
)["Sessions"]
assert [found["Target"] for found in active] == [target], active
assert active[0]["Reason"] == "boto3"

resumed = ssm.resume_session(SessionId=session)
assert resumed["TokenValue"] != started["TokenValue"]

assert ssm.terminate_session(SessionId=session)["SessionId"] == session
# The answer does not wait for both ends to be closed.
for _ in range(50):
    history = ssm.describe_sessions(
        State="History", Filters=[{"key": "SessionId", "value": session}]
    )["Sessions"]
    if history:
        break
    time.sleep(0.2)
assert [found["Status"] for found in history] in (["Terminated"], ["Failed"]), history
assert "TokenValue" not in ssm.resume_session(SessionId=session)

try:
    ssm.describe_sessions(State="Gone")
    raise AssertionError("an unknown state was taken")
except ClientError as error:
    assert error.response["Error"]["Code"] == "ValidationException", error
    assert "Member must satisfy enum value set" in error.response["Error"]["Message"], error

documents = {
    found["Name"]
    for page in ssm.get_paginator("list_documents").paginate(
        Filters=[{"Key": "Owner", "Values": ["Amazon"]}]
    )
    for found in page["DocumentIdentifiers"]
}
assert "AWS-StartSSHSession" in documents, documents
print("OK")
