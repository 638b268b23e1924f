package dorsal.store;

/** What was asked of the chart cannot be done, and nothing was written; the message is a sentence for people. */
public class ChartRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChartRefusal(String sentence) {
        super(sentence);
    }
}
