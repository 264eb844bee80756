package io.drover.connectors.qtest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of steps on their way to qTest and back. There {@code [~name]} is a parameter of the project, which is shown with
 * its id (docs/contracts/zephyr-scale-and-qtest.md §3.6): a text that merely looks so, such as a mention, would come back changed.
 *
 * <p>So it is written with the tilde as a character reference, which is the same on the screen: step texts are HTML. A text that
 * holds such a reference itself gets one more zero in it, and a parameter that people made in qTest is <code>[&amp;#x7E;name]</code> in
 * a body. Each text therefore has one form here and one there, and comes back as it went.
 */
enum StepTexts {
    /** No text of the source is a parameter. */
    @JsonProperty("escape")
    ESCAPE {
        @Override
        String encode(String text) {
            if (text.indexOf("[&#") >= 0) {
                String more = DECIMAL.matcher(text).replaceAll("[&#0$1126;");
                return HEXADECIMAL
                        .matcher(more.replace(MARK, ESCAPED))
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group(1).isEmpty()
                                        ? MARK
                                        : "[&#x" + found.group(1).substring(1) + "7E;"));
            }
            return text.replace(MARK, ESCAPED);
        }

        @Override
        String decode(String text) {
            String parameters = text;
            if (text.indexOf("[&#x") >= 0 || text.contains(MARK)) {
                parameters = HEXADECIMAL.matcher(text).replaceAll("[&#x0$17E;").replace(MARK, PARAMETER);
            }
            return text.indexOf("[&#") < 0
                    ? parameters
                    : DECIMAL.matcher(parameters)
                            .replaceAll(found -> Matcher.quoteReplacement(
                                    found.group(1).isEmpty()
                                            ? MARK
                                            : "[&#" + found.group(1).substring(1) + "126;"));
        }
    },

    /** What the source writes as a parameter is to be one. */
    @JsonProperty("keep")
    KEEP {
        @Override
        String encode(String text) {
            return text;
        }

        @Override
        String decode(String text) {
            return text;
        }
    };

    private static final String MARK = "[~";
    private static final String ESCAPED = "[&#126;";
    private static final String PARAMETER = "[&#x7E;";
    private static final Pattern DECIMAL = Pattern.compile("\\[&#(0*)126;");
    private static final Pattern HEXADECIMAL = Pattern.compile("\\[&#x(0*)7E;");

    /** From a body to qTest. */
    abstract String encode(String text);

    /** From qTest, asked for names of parameters, to a body. */
    abstract String decode(String text);

    /** Whether a text as qTest shows it has a parameter. */
    static boolean hasParameter(String text) {
        return text.contains(MARK);
    }
}
