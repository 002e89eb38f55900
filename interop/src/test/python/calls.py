"""Makes calls with boto3: a JSON line in, a JSON line out, until the input ends."""

import base64
import datetime
import functools
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


@functools.lru_cache(maxsize=None)
def client(endpoint, service, key, secret, token):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        verify=os.environ["AWS_CA_BUNDLE"],
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token or None,
        config=Config(retries={"total_max_attempts": 1}),
    )


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


for line in sys.stdin:
    call = json.loads(line)
    service, operation = call["operation"]
    try:
        caller = client(call["endpoint"], service, *call["keys"])
        reply = getattr(caller, operation)(**call["parameters"])
        answer = {"reply": reply}
    except ClientError as error:
        answer = {
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
        }
    except Exception as error:  # what boto3 itself does not send
        answer = {"code": type(error).__name__, "message": str(error)}
    print(json.dumps(answer, default=plain), flush=True)
