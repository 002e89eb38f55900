package dev.sallyport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Policies as accounts have them: each for one team's nodes, with conditions on tags, MFA and its
/// age, time and address.
final class SamplePolicies {
    /// What a caller may have besides sessions; most policies of an account are about such things.
    private static final List<String> ACTIONS =
            List.of(
                    "s3:GetObject",
                    "s3:PutObject",
                    "ec2:DescribeInstances",
                    "ec2:StartInstances",
                    "ssm:SendCommand",
                    "ssm:GetParameter",
                    "kms:Decrypt",
                    "logs:PutLogEvents",
                    "iam:ListUsers",
                    "sts:AssumeRole");

    private SamplePolicies() {}

    /// Of `count` policies, one in ten is about starting sessions, and the last is the one that
    /// allows it on nodes of the team `payments`.
    static List<String> mixed(int count) {
        List<String> all =
                new ArrayList<>(
                        IntStream.range(0, count - 1)
                                .mapToObj(i ->
                                        i % 10 == 0
                                                ? sessions("team-" + i)
                                                : other(ACTIONS.get(i % ACTIONS.size()), i))
                                .toList());
        all.add(sessions("payments"));
        return List.copyOf(all);
    }

    /// As {@link #mixed}, but every one is about starting sessions: the worst there is.
    static List<String> alike(int count) {
        List<String> all =
                new ArrayList<>(
                        IntStream.range(0, count - 1)
                                .mapToObj(i -> sessions("team-" + i))
                                .toList());
        all.add(sessions("payments"));
        return List.copyOf(all);
    }

    private static String sessions(String team) {
        return """
        {"Version":"2012-10-17","Statement":[
         {"Sid":"Nodes","Effect":"Allow","Action":["ssm:StartSession","ssm:ResumeSession"],
          "Resource":["arn:aws:ec2:*:*:instance/*","arn:aws:ssm:*:*:managed-instance/*"],
          "Condition":{
           "StringEquals":{"ssm:resourceTag/team":"%s"},
           "Bool":{"aws:MultiFactorAuthPresent":"true"},
           "NumericLessThan":{"aws:MultiFactorAuthAge":"3600"},
           "DateLessThan":{"aws:CurrentTime":"2099-01-01T00:00:00Z"},
           "IpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]}}},
         {"Sid":"Document","Effect":"Allow","Action":"ssm:StartSession",
          "Resource":"arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell"},
         {"Sid":"Own","Effect":"Allow","Action":"ssm:TerminateSession",
          "Resource":"arn:aws:ssm:*:*:session/${aws:username}-*"}]}\
        """
                .formatted(team);
    }

    private static String other(String action, int number) {
        return """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":"%s","Resource":"arn:aws:s3:::bucket-%d/*",
          "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}\
        """
                .formatted(action, number);
    }
}
