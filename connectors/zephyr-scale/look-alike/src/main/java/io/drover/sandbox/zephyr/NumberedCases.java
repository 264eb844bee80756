package io.drover.sandbox.zephyr;

/** Numbered cases whose ids ascend strictly. */
interface NumberedCases {

    int size();

    long idAt(int index);

    /** The first case whose id is at least this, {@link #size} when there is none. */
    default int firstFrom(long id) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (idAt(middle) < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
