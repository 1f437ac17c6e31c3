package dev.chancery.bench.edge;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Gives each connection the next client's certificate, round and round. */
final class InTurn extends KeyManagerFactory {

    InTurn(List<Credentials.Client> clients) {
        super(new Spi(new Keys(clients)), new Nowhere(), "in turn");
    }

    private static final class Nowhere extends Provider {
        private static final long serialVersionUID = 1L;

        Nowhere() {
            super("bench", "1", "the clients of a measurement");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final KeyManager keys;

        Spi(KeyManager keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
            throw new UnsupportedOperationException("the clients are there from the start");
        }

        @Override
        protected void engineInit(@Nullable ManagerFactoryParameters parameters) {
            throw new UnsupportedOperationException("the clients are there from the start");
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }

    private static final class Keys extends X509ExtendedKeyManager {
        private final List<Credentials.Client> clients;
        private final AtomicInteger next = new AtomicInteger();

        Keys(List<Credentials.Client> clients) {
            this.clients = clients;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return Integer.toString(Math.floorMod(next.getAndIncrement(), clients.size()));
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {clients.get(Integer.parseInt(alias)).certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return clients.get(Integer.parseInt(alias)).key();
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, @Nullable Socket socket) {
            throw new UnsupportedOperationException("engines only");
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            throw new UnsupportedOperationException("nobody is listed");
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            throw new UnsupportedOperationException("no server");
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, @Nullable Socket socket) {
            throw new UnsupportedOperationException("no server");
        }
    }
}
