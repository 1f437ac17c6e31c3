package dev.chancery.control.http;

import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.util.EventLoopGroups;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that accepts connections. By the time it is shut down its socket is closed and no task can come any more, so it
 * does not wait, as Netty's own would, for two seconds in which none comes.
 */
final class AcceptLoop extends MultiThreadIoEventLoopGroup {
    private AcceptLoop(String name, IoHandlerFactory handlers) {
        super(1, new DefaultThreadFactory(name), handlers);
    }

    /** A loop of the kind the connections' own loops are: a socket is accepted by its own kind only. */
    static EventLoopGroup named(String name) {
        if (CommonPools.workerGroup() instanceof IoEventLoopGroup workers) {
            if (workers.isIoType(EpollIoHandler.class)) {
                return new AcceptLoop(name, EpollIoHandler.newFactory());
            }
            if (workers.isIoType(NioIoHandler.class)) {
                return new AcceptLoop(name, NioIoHandler.newFactory());
            }
        }
        return EventLoopGroups.newEventLoopGroup(1, name);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
        // The listener shuts down the loop of its socket, not the group.
        return new SingleThreadIoEventLoop(this, executor, handlers) {
            @Override
            public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
                return super.shutdownGracefully(0, timeout, unit);
            }
        };
    }
}
