package dev.chancery.bench.campaign;

import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes one step after the other as fast as it is answered, until the product is gone. */
final class Worker implements Runnable {

    private final Product product;
    private final Assault assault;
    private final Step step;
    private final List<String> complaints = new ArrayList<>();
    private int answers;

    Worker(Product product, Assault assault, Step step) {
        this.product = product;
        this.assault = assault;
        this.step = step;
    }

    @Override
    public void run() {
        try (V4 v4 = new V4(product)) {
            while (true) {
                step.take(v4);
                answers++;
                assault.answered();
            }
        } catch (IOException broken) {
            // The end of every worker: what it was not answered stays open in what it was working on.
            if (!assault.isKilled()) {
                complaints.add("a connection broke before the kill: " + broken.getMessage());
            }
        } catch (V4.UnexpectedAnswer cause) {
            complaints.add(cause.getMessage());
        }
    }

    /** Returns what the product answered wrongly; read it only once the worker has ended. */
    List<String> complaints() {
        return complaints;
    }

    int answers() {
        return answers;
    }

    /** Asks the product for one thing. */
    @FunctionalInterface
    interface Step {
        void take(V4 v4) throws IOException;
    }
}
