package dev.sallyport.cli.api;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server's errors mean for the user.
final class ApiFault {
    private ApiFault() {}

    static Failure ofJson(String operation, HttpResponse<byte[]> answer) {
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException _) {
            return unexpected(operation, answer.statusCode());
        }
        String type = body.path("__type").asString("");
        String code = type.substring(type.lastIndexOf('#') + 1);
        Optional<String> message =
                Stream.of("message", "Message")
                        .map(name -> body.path(name).asString(""))
                        .filter(text -> !text.isEmpty())
                        .findFirst();
        return code.isEmpty()
                ? unexpected(operation, answer.statusCode())
                : of(operation, code, message.orElse(""));
    }

    static Failure ofXml(String operation, HttpResponse<byte[]> answer) {
        Optional<Xml> body = Xml.parse(answer.body());
        Optional<String> code = body.flatMap(xml -> xml.find("Code"));
        return code.map(c -> of(operation, c, body.flatMap(x -> x.find("Message")).orElse("")))
                .orElseGet(() -> unexpected(operation, answer.statusCode()));
    }

    static Failure of(String operation, String code, String message) {
        String text = message.isEmpty() ? operation + ": " + code : message + " (" + code + ")";
        return new Failure(exit(code), text, hint(code, message));
    }

    private static ExitCode exit(String code) {
        return switch (code) {
            case "TargetNotConnected" -> ExitCode.NOT_CONNECTED;
            case "DoesNotExistException",
                    "InvalidDocument",
                    "InvalidInstanceId",
                    "InvalidActivation",
                    "InvalidActivationId",
                    "NoSuchEntity",
                    "NoSuchDecision",
                    "NoSuchRecording",
                    "ResourceNotFoundException" ->
                    ExitCode.NOT_FOUND;
            case "AccessDenied",
                    "AccessDeniedException",
                    "UnauthorizedOperation",
                    "AuthFailure",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "RequestExpired",
                    "SignatureDoesNotMatch",
                    "UnrecognizedClientException" ->
                    ExitCode.DENIED;
            case "ValidationException", "ValidationError", "MalformedPolicyDocument" ->
                    ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }

    private static String hint(String code, String message) {
        if (message.contains("Signature expired") || message.contains("not yet current")) {
            return "this machine's clock and the server's differ: set the clock";
        }
        if (message.contains("verify your MFA serial number")) {
            return "name your device: --serial ARN, or aws_mfa_device in the credentials file";
        }
        if (message.contains("invalid MFA one time pass code")) {
            return "a code is good once and for 30 seconds: wait for the next one";
        }
        return switch (code) {
            case "TargetNotConnected" -> "sallyport nodes shows which nodes are online";
            case "UnrecognizedClientException", "InvalidClientTokenId" ->
                    "the server does not know this access key: check AWS_ACCESS_KEY_ID or --profile";
            case "InvalidSignatureException", "SignatureDoesNotMatch" ->
                    "the secret key does not belong to this access key, or --region is not the"
                            + " server's";
            case "ExpiredToken", "ExpiredTokenException" ->
                    "get fresh credentials: sallyport login --force";
            case "InvalidAuthenticationCode" ->
                    "give two codes that follow each other, the older one first";
            case "UnknownOperationException" -> "this server does not know the call: is it older?";
            case "InvalidDocument" -> "sallyport documents shows what there is";
            default -> "";
        };
    }

    private static Failure unexpected(String operation, int status) {
        ExitCode exit =
                switch (status) {
                    case 401, 403 -> ExitCode.DENIED;
                    case 404 -> ExitCode.NOT_FOUND;
                    default -> ExitCode.FAILED;
                };
        return new Failure(
                exit,
                operation + ": the server answered " + status,
                exit == ExitCode.FAILED ? "does --endpoint-url point to a Sallyport server?" : "");
    }
}
