package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.Conversions.resource;
import static io.drover.connectors.agola.convert.ExportBuilder.export;
import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.agola.convert.Conversions.Converted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Taking a record apart by its bytes ends where reading it as JSON does. A blank at its start sends it that other way. */
class UserPartsTest {

    private static final String INTERESTING = "\"\\{}[],:-0129tfnu<>& ";

    @Test
    void real_and_generated_records_come_out_the_same_both_ways() throws Exception {
        ByteArrayOutputStream generated = new ByteArrayOutputStream();
        GeneratedExport.configStore(3, 40, generated);

        for (byte[] export : new byte[][] {resource("v0.7.1/configstore-export"), generated.toByteArray()}) {
            Converted inParts = convert(CONFIGSTORE, export);
            Converted asTree = convert(CONFIGSTORE, withBlanks(export));

            assertThat(inParts.text()).isEqualTo(asTree.text());
            assertThat(inParts.findings()).isEqualTo(asTree.findings());
            assertThat(inParts.summary().in()).isEqualTo(asTree.summary().in());
        }
    }

    @Test
    void real_users_are_taken_apart() throws Exception {
        ExportReader reader =
                new ExportReader(CONFIGSTORE, new ByteArrayInputStream(resource("v0.7.1/configstore-export")));
        UserParts parts = new UserParts();
        int tokens = 0;
        int accounts = 0;
        for (OldEntry entry = reader.next(); entry != null && entry.kind() == OldKind.USER; entry = reader.next()) {
            assertThat(parts.split(entry.data())).as(entry.name()).isTrue();
            tokens += parts.tokens().size();
            accounts += parts.linkedAccounts().size();
        }
        assertThat(tokens).isEqualTo(3);
        assertThat(accounts).isEqualTo(4);
    }

    @Test
    void a_changed_user_comes_out_the_same_both_ways_or_not_at_all() throws Exception {
        String user = "{\"id\":\"u\",\"name\":\"alice\",\"secret\":\"s\",\"linked_accounts\":{\"a\":{\"id\":\"a\","
                + "\"remote_user_id\":\"1\",\"remote_source_id\":\"r\","
                + "\"oauth_2_access_token_expires_at\":\"2023-04-01T12:00:00+02:00\"}},"
                + "\"password\":\"p\",\"tokens\":{\"ci\":\"t1\",\"cli\":\"t2\"},\"admin\":true}";
        Random random = new Random(20261120);
        int converted = 0;
        for (int i = 0; i < 1_200; i++) {
            int at = random.nextInt(user.length());
            String changed = user.substring(0, at)
                    + INTERESTING.charAt(random.nextInt(INTERESTING.length()))
                    + user.substring(at + random.nextInt(2));
            String inParts = outcome(changed);

            assertThat(inParts).as(changed).isEqualTo(outcome(" " + changed));
            converted += inParts.startsWith("{") ? 1 : 0;
        }
        assertThat(converted).isBetween(150, 1_050);
    }

    private static String outcome(String user) throws Exception {
        byte[] export =
                export(entries -> entries.entry("user", "u", user).entry("remotesource", "r", "{\"id\":\"r\"}"));
        try {
            Converted converted = convert(CONFIGSTORE, export);
            return converted.text() + converted.findings() + converted.summary().out();
        } catch (ConversionException e) {
            return "refused: " + e.reason();
        }
    }

    private static byte[] withBlanks(byte[] export) throws Exception {
        ExportReader reader = new ExportReader(CONFIGSTORE, new ByteArrayInputStream(export));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportBuilder builder = new ExportBuilder(out);
        for (OldEntry entry = reader.next(); entry != null; entry = reader.next()) {
            builder.entry(
                    entry.kind().word(),
                    entry.id(),
                    " " + entry.data().toString(java.nio.charset.StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
