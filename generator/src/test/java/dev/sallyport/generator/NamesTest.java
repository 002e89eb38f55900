package dev.sallyport.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest(name = "{0} is called {1}")
    @CsvSource({
        "InstanceId, instanceId",
        "IPAddress, ipAddress",
        "S3Url, s3Url",
        "OutputS3BucketName, outputS3BucketName",
        "SSMConnectionChannel, ssmConnectionChannel",
        "SHA1, sha1",
        "ETag, eTag",
        "key, key",
        "Return, return_",
        "Default, default_"
    })
    void callsComponentsAsJavaDoes(String member, String component) {
        assertThat(Names.component(member)).isEqualTo(component);
    }

    @ParameterizedTest(name = "{0} is called {1}")
    @CsvSource({
        "StartSession, START_SESSION",
        "GetCallerIdentity, GET_CALLER_IDENTITY",
        "ListSAMLProviders, LIST_SAML_PROVIDERS",
        "PutObjectACL, PUT_OBJECT_ACL"
    })
    void callsConstantsAsJavaDoes(String operation, String constant) {
        assertThat(Names.constant(operation)).isEqualTo(constant);
    }
}
