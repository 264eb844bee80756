package io.drover.sandbox.zephyr;

/** Which row stands at which place of an offset listing. */
final class RowPlaces {

    private final ListingForm form;
    private final int rows;
    private final int gap;
    private final int repeated;

    RowPlaces(ListingForm form, int rows) {
        this.form = form;
        this.rows = rows;
        this.gap = form.gapAt() <= rows ? form.gapRows() : 0;
        this.repeated = form.repeatAt() <= rows ? form.repeatRows() : 0;
    }

    /** One after the last place. */
    int end() {
        int end = rows + gap + repeated;
        return form.endsAfter() > 0 ? Math.min(end, form.endsAfter()) : end;
    }

    /** -1 for none. */
    int row(int place) {
        int row = place;
        if (gap > 0 && row >= form.gapAt()) {
            row -= gap;
            if (row < form.gapAt()) {
                return -1;
            }
        }
        if (row >= form.repeatAt()) {
            row -= repeated;
        }
        return hidden(form, row) ? -1 : row;
    }

    static boolean hidden(ListingForm form, int row) {
        return row >= form.hiddenAt() && row < form.hiddenAt() + form.hiddenRows();
    }

    /** What the listing says there are: rows that are passed over in silence do not count. */
    int total(int page) {
        int shown = rows - Math.max(0, Math.min(rows, form.hiddenAt() + form.hiddenRows()) - form.hiddenAt());
        return shown + form.totalOff() + form.totalDrift() * page;
    }
}
