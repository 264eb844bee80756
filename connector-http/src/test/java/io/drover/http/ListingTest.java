package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each form in which a listing says that there is more, and what is done where it breaks its word. */
class ListingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_total_alone_is_read_until_it_is_reached() {
        Listing listing = offset((from, most) -> page(rows(from, 10, 25), null, null, 25));
        assertThat(ids(listing)).containsExactlyElementsOf(numbers(25));
        assertThat(listing.missing()).isEmpty();
    }

    @Test
    void a_short_page_without_a_link_goes_on_after_what_was_given() {
        Listing listing = offset((from, most) -> page(rows(from, 10, 25), from + 10 >= 25, null, 25));
        assertThat(ids(listing)).containsExactlyElementsOf(numbers(25));
        assertThat(asked).containsExactly("0", "10", "20");
    }

    @Test
    void a_listing_that_says_nothing_is_read_until_nothing_new_comes() {
        assertThat(ids(offset((from, most) -> page(rows(from, 10, 25), null, null, -1))))
                .containsExactlyElementsOf(numbers(25));
        assertThat(ids(offset((from, most) -> page(rows(0, 10, 10), null, null, -1))))
                .as("it gives all, whatever is asked")
                .containsExactlyElementsOf(numbers(10));
    }

    @Test
    void an_empty_page_in_the_middle_is_asked_for_once_more_and_then_passed() {
        Listing listing =
                offset((from, most) -> page(from == 10 ? List.of() : rows(from, 10, 25), from == 20, null, -1));
        assertThat(ids(listing)).hasSize(15).contains(20L);
        assertThat(asked).containsExactly("0", "10", "10", "20");
        Listing once = offset(
                (from, most) -> page(asked.size() == 2 ? List.of() : rows(from, 10, 25), from + 10 >= 25, null, 25));
        asked.clear();
        assertThat(ids(once)).containsExactlyElementsOf(numbers(25));
    }

    @Test
    void a_link_that_skips_entries_is_not_believed() {
        Listing listing =
                offset((from, most) -> page(rows(from, 10, 25), null, from + 10 < 25 ? from + 1000 : null, 25));
        assertThat(ids(listing)).containsExactlyElementsOf(numbers(25));
    }

    @Test
    void a_total_that_is_too_low_does_not_end_the_listing_early() {
        Listing listing = offset((from, most) -> page(rows(from, 10, 25), from + 10 >= 25, null, 12));
        assertThat(ids(listing)).containsExactlyElementsOf(numbers(25));
        assertThat(listing.missing()).isEmpty();
    }

    @Test
    void what_the_total_promised_and_did_not_come_is_told() {
        Listing listing = offset((from, most) -> page(rows(from, 10, 10), true, null, 25));
        assertThat(ids(listing)).hasSize(10);
        assertThat(listing.missing()).contains("10 of 25, as \"total\" says");
        Listing never = offset((from, most) -> page(rows(from, 10, 10), false, null, -1));
        assertThat(ids(never)).hasSize(10);
        assertThat(never.missing()).contains("10, and the last answer says that there are more");
    }

    @Test
    void a_page_that_is_given_twice_counts_once_also_without_ids() {
        Listing.Fetch repeating =
                (from, most) -> page(rows(asked.size() == 2 ? 0 : from, 10, 25), from + 10 >= 25, null, 25);
        assertThat(ids(offset(repeating))).containsExactlyElementsOf(numbers(25));
        asked.clear();
        Listing.Fetch nameless = (from, most) -> page(rows(0, 10, 10), false, null, -1);
        Listing listing = Listing.byOffset(noting(nameless), value -> null, 0, 1000);
        assertThat(ids(listing)).hasSize(10);
        assertThat(listing.missing()).isPresent();
    }

    @Test
    void equal_entries_without_ids_are_all_kept_on_pages_that_say_where_they_begin() {
        for (boolean says : new boolean[] {true, false}) {
            Listing.Fetch blank = (from, most) -> new ListedPage(
                    Collections.nCopies((int) Math.max(0, Math.min(5, 13 - from)), node("{}")),
                    null,
                    null,
                    OptionalLong.empty(),
                    says ? OptionalLong.of(from) : OptionalLong.empty(),
                    OptionalLong.of(13),
                    0);
            Listing listing = Listing.byOffset(blank, value -> null, 0, 1000);
            assertThat(all(listing)).hasSize(says ? 13 : 5);
            assertThat(listing.missing().isEmpty()).isEqualTo(says);
        }
    }

    @Test
    void an_id_that_one_page_has_twice_tells_no_entries_apart() {
        Listing.Fetch same = (from, most) -> new ListedPage(
                rows(from, 5, 13).stream()
                        .map(row -> node("{\"id\":1,\"text\":" + row.get("id") + "}"))
                        .toList(),
                from + 5 >= 13,
                null,
                OptionalLong.empty(),
                OptionalLong.of(from),
                OptionalLong.of(12 + from / 5),
                0);
        assertThat(all(offset(same)))
                .extracting(row -> row.get("text").intValue())
                .hasSize(13)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_small_listing_that_changes_on_the_way_is_read_again() {
        Listing.Fetch shrinking = (from, most) -> {
            int size = asked.size() < 2 ? 13 : 12; // the first entry is deleted after the first page
            int gone = 13 - size;
            long next = from + 5;
            return page(rows(from + gone, 5, 13), next >= size, null, size);
        };
        Listing.All all = Listing.all(() -> offset(shrinking), 1000);
        assertThat(all.values()).hasSize(12);
        assertThat(all.values().stream().map(v -> v.get("id").longValue())).contains(6L);
        assertThat(all.missing()).isEmpty();
    }

    @Test
    void a_total_that_is_wrong_in_the_same_way_each_time_is_not_believed_over_the_end_of_the_listing() {
        Listing.Fetch growing = (from, most) -> page(rows(from, 5, 13), from + 5 >= 13, null, 12 + from / 5);
        Listing.All all = Listing.all(() -> offset(growing), 1000);
        assertThat(all.values()).hasSize(13);
        assertThat(all.missing()).isEmpty();
    }

    @Test
    void a_cursor_goes_on_by_its_number_or_at_the_last_id() {
        assertThat(ids(cursor((from, most) -> cursorPage(from, 10, 25, true))))
                .containsExactlyElementsOf(numbers(1, 25));
        assertThat(ids(cursor((from, most) -> cursorPage(from, 10, 25, false))))
                .containsExactlyElementsOf(numbers(1, 25));
    }

    @Test
    void a_cursors_page_that_is_given_twice_or_empty_is_asked_for_once_more() {
        for (boolean told : new boolean[] {true, false}) {
            ListedPage empty = new ListedPage(
                    List.of(), null, true, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), 0);
            for (ListedPage odd : List.of(cursorPage(1, 10, 25, told), empty)) {
                asked.clear();
                Listing listing = cursor((from, most) -> asked.size() == 2 ? odd : cursorPage(from, 10, 25, told));
                assertThat(ids(listing)).containsExactlyElementsOf(numbers(1, 25));
                assertThat(listing.missing()).isEmpty();
                assertThat(asked.get(2)).isEqualTo(asked.get(1));
            }
        }
    }

    @Test
    void a_cursor_that_does_not_move_on_is_a_failure() {
        Listing.Fetch stuck = (from, most) -> new ListedPage(
                rows(1, 3, 4), null, true, OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty(), 0);
        assertThatThrownBy(() -> ids(cursor(stuck)))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("LISTING_STUCK"))
                .hasMessageContaining("Do otherwise.");
        assertThat(asked).containsExactly("0", "3", "3");
    }

    @Test
    void of_what_was_listed_little_is_kept() {
        List<WeakReference<String>> identities = new ArrayList<>();
        Listing listing = Listing.byOffset(
                (from, most) -> page(rows(from, 10, 25), from + 10 >= 25, null, 25),
                value -> {
                    String identity = "id " + value.get("id");
                    identities.add(new WeakReference<>(identity));
                    return identity;
                },
                0,
                1000);
        assertThat(all(listing)).hasSize(25);
        for (int i = 0; i < 100 && identities.stream().anyMatch(id -> !id.refersTo(null)); i++) {
            System.gc();
        }
        assertThat(identities).isNotEmpty().allMatch(id -> id.refersTo(null));
        assertThat(listing.read()).isEqualTo(25);
    }

    @Test
    void too_large_an_answer_is_asked_for_again_by_halves_and_small_ones_by_doubles() {
        List<Integer> sizes = new ArrayList<>();
        Listing listing = offset((from, most) -> {
            sizes.add(most);
            if (from < 9 && most > 3) {
                throw new ConnectorException("ANSWER_TOO_LARGE", FailureType.EXTERNAL, "too large");
            }
            return new ListedPage(
                    rows(from, most, 40),
                    from + most >= 40,
                    null,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(40),
                    from < 9 ? 7 << 20 : 1000);
        });
        assertThat(ids(listing)).containsExactlyElementsOf(numbers(40));
        assertThat(sizes).containsExactly(1000, 500, 250, 125, 62, 31, 15, 7, 3, 3, 3, 3, 6, 12, 24);
    }

    @Test
    void numbers_and_truths_may_be_texts_and_a_link_gives_only_its_number() {
        assertThat(ListedPage.number(node("\"13\""))).hasValue(13);
        assertThat(ListedPage.number(node("13.0"))).hasValue(13);
        for (String none : new String[] {"-1", "\"-1\"", "1.5", "null", "true", "\"\"", "99999999999999999999", "{}"}) {
            assertThat(ListedPage.number(node(none))).as(none).isEmpty();
        }
        assertThat(ListedPage.flag(node("\"TRUE\""))).isTrue();
        assertThat(ListedPage.flag(node("1"))).isNull();
        assertThat(ListedPage.inLink(node("\"https://other.example/v2/x?a=1&startAt=20&b\""), "startAt"))
                .hasValue(20);
        assertThat(ListedPage.inLink(node("\"https://other.example/v2/x?notstartAt=20\""), "startAt"))
                .isEmpty();
    }

    private Listing offset(Listing.Fetch fetch) {
        return Listing.byOffset(noting(fetch), value -> value.get("id").asText(), 0, 1000);
    }

    private Listing cursor(Listing.Fetch fetch) {
        return Listing.byCursor(noting(fetch), "The listing", "Do otherwise.", 0, new PageSize(1000));
    }

    private Listing.Fetch noting(Listing.Fetch fetch) {
        return (from, most) -> {
            asked.add(String.valueOf(from));
            return fetch.at(from, most);
        };
    }

    private static ListedPage page(List<JsonNode> rows, @Nullable Boolean last, @Nullable Long next, long total) {
        return new ListedPage(
                rows,
                last,
                next == null ? null : Boolean.TRUE,
                next == null ? OptionalLong.empty() : OptionalLong.of(next),
                OptionalLong.empty(),
                total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
                0);
    }

    private static ListedPage cursorPage(long from, int size, int count, boolean told) {
        long first = Math.max(1, from);
        boolean more = first + size <= count;
        return new ListedPage(
                rows(first, size, count + 1),
                null,
                more,
                more && told ? OptionalLong.of(first + size) : OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0);
    }

    private static List<JsonNode> rows(long from, int most, int count) {
        List<JsonNode> rows = new ArrayList<>();
        for (long id = from; id < Math.min(count, from + most); id++) {
            rows.add(node("{\"id\":" + id + "}"));
        }
        return rows;
    }

    private static List<Long> numbers(int count) {
        return numbers(0, count);
    }

    private static List<Long> numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> (long) i).toList();
    }

    private static List<Long> ids(Listing listing) {
        return all(listing).stream().map(v -> v.get("id").longValue()).toList();
    }

    private static List<JsonNode> all(Listing listing) {
        List<JsonNode> all = new ArrayList<>();
        for (Optional<List<Listing.Row>> rows = listing.next(1000); rows.isPresent(); rows = listing.next(1000)) {
            rows.get().forEach(row -> all.add(row.value()));
        }
        return all;
    }

    private static JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
