package dev.sallyport.policy.language;

import java.util.List;
import java.util.Set;

/// The form of resource patterns, with AWS's texts.
final class ResourceChecks {
    private static final Set<String> PARTITIONS =
            Set.of(
                    "*",
                    "aws",
                    "aws-cn",
                    "aws-us-gov",
                    "aws-iso",
                    "aws-iso-b",
                    "aws-iso-e",
                    "aws-iso-f",
                    "aws-eusc");
    private static final List<String> IAM_PATHS =
            List.of(
                    "user/",
                    "federated-user/",
                    "role/",
                    "group/",
                    "instance-profile/",
                    "mfa/",
                    "server-certificate/",
                    "policy/",
                    "sms-mfa/",
                    "saml-provider/",
                    "oidc-provider/",
                    "report/",
                    "access-report/");
    private static final int PARTS = 6;

    private ResourceChecks() {}

    /// AWS makes these before it looks whether actions and resources are there.
    static void checkLegacy(Draft.Words words, PolicyVersion version) throws Fault {
        for (Json.Text resource : words.texts()) {
            String text = resource.text();
            if (version.hasVariables()) {
                checkVariables(resource);
            }
            String[] parts = text.split(":", PARTS);
            boolean isArn = parts[0].equals("arn") && parts.length > 2;
            if (isArn
                    && PARTITIONS.contains(parts[1])
                    && parts.length < PARTS
                    && !parts[parts.length - 1].endsWith("*")) {
                throw legacy(
                        resource.at(),
                        Fault.quote(text)
                                + " has "
                                + parts.length
                                + " parts (expected: arn:partition:service:region:account:resource;"
                                + " region and account may be empty)");
            }
        }
    }

    private static void checkVariables(Json.Text resource) throws Fault {
        String text = resource.text();
        String broken = Template.brokenVariable(text).orElse("");
        if (!broken.isEmpty()) {
            throw legacy(resource.at(), Fault.quote(broken) + " is no variable: write ${key}");
        }
        List<Template> parts = Template.read(text, true, true).split(PARTS);
        for (int i = 0; i < Math.min(parts.size(), PARTS - 1); i++) {
            if (parts.get(i).hasVariables()) {
                throw legacy(
                        resource.at(), "a variable may stand only behind an ARN's fifth colon");
            }
        }
    }

    private static Fault legacy(Position at, String mend) {
        return new Fault(at, "The policy failed legacy parsing", mend);
    }

    static void check(Draft.Words words) throws Fault {
        for (Json.Text resource : words.texts()) {
            if (!resource.text().equals("*")) {
                checkArn(resource);
            }
        }
    }

    private static void checkArn(Json.Text resource) throws Fault {
        String text = resource.text();
        String[] parts = text.split(":", PARTS);
        if (parts.length < 2) {
            throw new Fault(
                    resource.at(),
                    "Resource " + text + " must be in ARN format or \"*\".",
                    "write the whole ARN, as in arn:aws:ssm:us-east-1:111122223333:session/*");
        }
        if (!parts[0].equals("arn") || !PARTITIONS.contains(parts[1])) {
            throw new Fault(
                    resource.at(),
                    "Partition \""
                            + parts[1]
                            + "\" is not valid for resource \""
                            + completed(parts)
                            + "\".",
                    "an ARN begins with arn:aws:");
        }
        if (parts.length < 3 || parts[2].isEmpty() || isPattern(parts[2])) {
            throw new Fault(
                    resource.at(),
                    "Resource vendor must be fully qualified and cannot contain regexes.",
                    "name one service in the ARN's third part");
        }
        checkService(resource, parts);
    }

    private static void checkService(Json.Text resource, String[] parts) throws Fault {
        String text = resource.text();
        boolean whole = parts.length == PARTS;
        boolean regional = whole && !parts[3].isEmpty() && !parts[3].equals("*");
        if (parts[2].equals("iam")) {
            if (regional) {
                throw new Fault(
                        resource.at(),
                        "IAM resource " + text + " cannot contain region information.",
                        "leave the ARN's fourth part empty");
            }
            if (whole && !isPattern(parts[5]) && !isIamPath(parts[5])) {
                throw new Fault(
                        resource.at(),
                        "IAM resource path must either be \"*\" or start with "
                                + String.join(", ", IAM_PATHS)
                                + ".",
                        "say what " + Fault.quote(parts[5]) + " is, as in user/alice");
            }
        }
        if (parts[2].equals("s3") && regional) {
            throw new Fault(
                    resource.at(),
                    "Resource " + text + " can not contain region information.",
                    "leave the ARN's fourth part empty");
        }
    }

    private static boolean isIamPath(String path) {
        return path.equals("root") || IAM_PATHS.stream().anyMatch(path::startsWith);
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.contains("${");
    }

    /// The ARN as AWS completes it in its complaint.
    private static String completed(String[] parts) {
        StringBuilder arn = new StringBuilder("arn");
        for (int i = 1; i < PARTS; i++) {
            arn.append(':').append(i < parts.length ? parts[i] : "*");
        }
        return arn.toString();
    }
}
