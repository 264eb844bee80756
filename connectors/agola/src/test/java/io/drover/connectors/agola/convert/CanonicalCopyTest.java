package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.connectors.agola.convert.ValueShape.Struct;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way is taken for what v0.7.1 writes, and where it is taken it ends where the long way does. */
class CanonicalCopyTest {

    private static final Map<OldKind, Struct> SHAPES = Map.of(
            OldKind.RUN, RunShapes.RUN,
            OldKind.RUNCONFIG, RunShapes.RUN_CONFIG,
            OldKind.ORGMEMBER, ConfigShapes.ORGANIZATION_MEMBER,
            OldKind.PROJECTGROUP, ConfigShapes.PROJECT_GROUP,
            OldKind.REMOTESOURCE, ConfigShapes.REMOTE_SOURCE,
            OldKind.SECRET, ConfigShapes.SECRET,
            OldKind.VARIABLE, ConfigShapes.VARIABLE);

    private static final Map<String, String> ADDED = Map.of("sequence", "1", "run_config_id", "\"c\"");
    private static final String INTERESTING =
            "\"\\{}[],:-0129.eE tfnu<>&\u00c3\u00a8\u00e2\u0080\u00ed\u00a0\u00f0\u009f\u0000Z+";

    @FunctionalInterface
    private interface Check {
        void check(OldEntry entry, Struct shape) throws Exception;
    }

    @Test
    void records_of_a_real_export_go_the_short_way() throws Exception {
        int[] records = {0};
        forEachRecord((entry, shape) -> {
            if (entry.kind() == OldKind.REMOTESOURCE) {
                // Its "false" is left out in v0.8.
                return;
            }
            Bytes out = new Bytes();
            assertThat(CanonicalCopy.copy(entry.id(), entry.data(), shape, out, ADDED))
                    .as(entry.name())
                    .isNotNull();
            assertThat(out.toByteArray()).isEqualTo(longWay(entry, shape));
            records[0]++;
        });
        assertThat(records[0]).isEqualTo(32);
    }

    @Test
    void a_changed_record_goes_the_short_way_only_if_the_long_way_ends_in_the_same_bytes() throws Exception {
        Random random = new Random(20261120);
        int[] taken = {0};
        forEachRecord((entry, shape) -> {
            byte[] original = entry.data().toByteArray();
            for (int i = 0; i < 400; i++) {
                OldEntry changed = new OldEntry(entry.kind(), entry.id(), changed(original, random));
                Bytes out = new Bytes();
                if (CanonicalCopy.copy(changed.id(), changed.data(), shape, out, ADDED) != null) {
                    assertThat(out.toByteArray())
                            .asString()
                            .isEqualTo(new String(longWay(changed, shape), StandardCharsets.UTF_8));
                    taken[0]++;
                }
            }
        });
        assertThat(taken[0]).isBetween(1_000, 13_000);
    }

    private static byte[] longWay(OldEntry entry, Struct shape) throws Exception {
        Bytes out = new Bytes();
        ConversionReport report = new ConversionReport(Nul.REFUSE, finding -> {});
        report.begin(entry);
        try (JsonGenerator generator = GoJson.FACTORY.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeNumberField("first", 0);
            TreeCopy.copy(report, entry, RecordWriter.tree(entry), shape, ADDED, generator);
            generator.writeEndObject();
        } catch (ConversionException | JsonProcessingException e) {
            return ("refused: " + e.getMessage()).getBytes(StandardCharsets.UTF_8);
        }
        return out.toString(StandardCharsets.UTF_8)
                .substring("{\"first\":0".length())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes changed(byte[] original, Random random) {
        Bytes changed = new Bytes();
        int at = random.nextInt(original.length);
        changed.write(original, 0, at);
        int kind = random.nextInt(4);
        if (kind != 0) {
            changed.write(INTERESTING.charAt(random.nextInt(INTERESTING.length())));
        }
        if (kind == 3) {
            changed.write(INTERESTING.charAt(random.nextInt(INTERESTING.length())));
        }
        int from = at + (kind == 1 ? 0 : 1);
        changed.write(original, from, original.length - from);
        return changed;
    }

    private static void forEachRecord(Check check) throws Exception {
        for (Service service : Service.values()) {
            ExportReader reader = new ExportReader(
                    service, new ByteArrayInputStream(resource("v0.7.1/" + service.word() + "-export")));
            for (OldEntry entry = reader.next(); entry != null; entry = reader.next()) {
                Struct shape = SHAPES.get(entry.kind());
                if (shape != null) {
                    check.check(entry, shape);
                }
            }
        }
    }
}
