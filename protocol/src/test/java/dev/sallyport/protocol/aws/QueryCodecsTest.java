package dev.sallyport.protocol.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCodecsTest {
    private final AwsQuery query = new AwsQuery();
    private final Ec2Query ec2 = new Ec2Query();

    @Test
    void ordersListsByTheirNumbersWhateverTheGaps() throws Exception {
        assertThat(query("Flags.member.10=c&Flags.member.2=b&Flags.member.1=a"))
                .isEqualTo(Map.of("Flags", List.of("a", "b", "c")));
        assertThat(ec2("Flags.999999999=z&Flags.1=a"))
                .isEqualTo(Map.of("Flags", List.of("a", "z")));
    }

    @Test
    void readsStructuresInsideLists() throws Exception {
        assertThat(ec2("Crew.1.Name=ann&Crew.2.Name=bob"))
                .isEqualTo(Map.of("Crew", List.of(Map.of("Name", "ann"), Map.of("Name", "bob"))));
    }

    @ParameterizedTest(name = "{0} is no request")
    @ValueSource(
            strings = {
                "Ship=%",
                "Ship=%zz",
                "Ship=fram&Ship=gjoa",
                "Length=seven",
                "Length=3000000000",
                "Depth=0x1p3",
                "Tanker=yes",
                "Arrival=soon",
                "Manifest=%25",
                "Ship.Name=fram"
            })
    void refusesWhatDoesNotFitTheModel(String form) {
        assertThatThrownBy(() -> query(form)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void refusesAFormOfTooManyFieldsOrTooDeepNames() {
        assertThatThrownBy(() -> query("a=1&".repeat(5_000))).isInstanceOf(MalformedRequest.class);
        assertThatThrownBy(() -> query("Next.".repeat(40) + "Ship=fram"))
                .isInstanceOf(MalformedRequest.class);
    }

    @Test
    void escapesWhatXmlCannotCarry() {
        ErrorReply error = ErrorReply.of("A&B", "<x>\"\u0001\uD800\r\n]]>");

        assertThat(ec2.encodeError(error, "", "r").toUtf8())
                .contains("<Code>A&amp;B</Code>")
                .contains("<Message>&lt;x&gt;&quot;\uFFFD\uFFFD&#xD;\n]]&gt;</Message>")
                .endsWith("<RequestID>r</RequestID></Response>");
    }

    @Test
    void tellsWhoseFaultAnErrorIs() {
        assertThat(query.encodeError(ErrorReply.of("AccessDenied", "no"), "urn:x", "r").toUtf8())
                .isEqualTo(
                        "<ErrorResponse xmlns=\"urn:x\"><Error><Type>Sender</Type>"
                                + "<Code>AccessDenied</Code><Message>no</Message></Error>"
                                + "<RequestId>r</RequestId></ErrorResponse>");
    }

    @Property
    void answersAnyTextWithATreeOrARefusal(@ForAll String form) {
        try {
            query.decode(TestModels.MOOR, Bytes.ofUtf8(form));
            ec2.decode(TestModels.MOOR, Bytes.ofUtf8(form));
        } catch (MalformedRequest e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    private Map<String, Object> query(String form) throws MalformedRequest {
        return query.decode(TestModels.MOOR, Bytes.ofUtf8(form));
    }

    private Map<String, Object> ec2(String form) throws MalformedRequest {
        return ec2.decode(TestModels.MOOR, Bytes.ofUtf8(form));
    }
}
