package dev.chancery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fails a test after which a buffer, or anything else Netty counts, was dropped without being released. */
final class NoLeaks {
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    private NoLeaks() {}

    /** To be called before Netty's first buffer. */
    static void watch() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // the only form through which Netty asks
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return new Telling<>(resource, samplingInterval);
            }
        });
    }

    /** Looks through all that was collected. */
    static void check() {
        System.gc();
        // The detector looks at what was collected when the next buffer is made.
        for (int i = 0; i < 100; i++) {
            io.netty.buffer.PooledByteBufAllocator.DEFAULT.buffer(1).release();
        }
        assertThat(FOUND).isEmpty();
    }

    private static final class Telling<T> extends ResourceLeakDetector<T> {
        Telling(Class<?> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            FOUND.add(resourceType + ": " + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            FOUND.add(resourceType);
        }
    }
}
