package io.drover.benchmarks;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people write them on a command line. */
final class Amounts {

    private static final Pattern COUNT = Pattern.compile("(?<number>\\d{1,9})(?<unit>[km]?)");
    private static final Pattern LATENCY = Pattern.compile("(?<number>\\d{1,6})(?<unit>ms|s|)");

    /** A project that the sandbox can hold. */
    private static final int LARGEST = 10_000_000;

    private Amounts() {}

    /** {@code 2000}, {@code 10k}, {@code 1m} */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            Matcher matcher = match(COUNT, text, "a number such as 2000, 10k or 1m");
            long number = Long.parseLong(matcher.group("number"));
            return checked(
                    text,
                    number
                            * switch (matcher.group("unit")) {
                                case "k" -> 1000;
                                case "m" -> 1_000_000;
                                default -> 1;
                            });
        }
    }

    /** {@code 20ms}, {@code 1s}, {@code 0}: in milliseconds */
    static final class Latency implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            Matcher matcher = match(LATENCY, text, "a time such as 20ms or 1s");
            long number = Long.parseLong(matcher.group("number"));
            return checked(text, matcher.group("unit").equals("s") ? number * 1000 : number);
        }
    }

    private static Matcher match(Pattern pattern, String text, String wanted) {
        Matcher matcher = pattern.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not " + wanted);
        }
        return matcher;
    }

    private static int checked(String text, long value) {
        if (value > LARGEST) {
            throw new TypeConversionException("'" + text + "' is more than " + LARGEST);
        }
        return (int) value;
    }
}
