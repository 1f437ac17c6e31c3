package dev.chancery.access.mail;

import dev.chancery.access.signin.PinMail;
import dev.chancery.control.accessplane.Team;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Brings PINs by SMTP. */
public final class SmtpPinMail implements PinMail {
    private static final String MILLISECONDS = "15000";

    private final SmtpUrl server;
    private final Session session;
    private final InstantSource clock;

    /**
     * @param clock dates the mails
     */
    public SmtpPinMail(SmtpUrl server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.session = Session.getInstance(properties(server), authenticator(server));
    }

    private static Properties properties(SmtpUrl server) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(!server.tls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(!server.tls() && !server.isLocal()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", MILLISECONDS);
        properties.put("mail.smtp.timeout", MILLISECONDS);
        properties.put("mail.smtp.writetimeout", MILLISECONDS);
        return properties;
    }

    private static @Nullable Authenticator authenticator(SmtpUrl server) {
        return server.login()
                .map(login -> new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(login.user(), login.password());
                    }
                })
                .orElse(null);
    }

    @Override
    public void send(Team team, String address, String pin) {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(server.from(), true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
            message.setSubject("Your sign-in code for " + team.name().replaceAll("\\p{Cntrl}", " "), "UTF-8");
            message.setText("""
                    Your code is %s

                    It is good for ten minutes, in the browser that asked for it, at %s.
                    If you did not ask for it, somebody else did; they cannot use it without this mail.
                    """.formatted(pin, team.authDomain().ascii()), "UTF-8");
            message.setSentDate(Date.from(clock.instant()));
            Transport.send(message);
        } catch (MessagingException e) {
            // Without its text, which may quote what the server said of the address.
            throw new IllegalStateException(
                    "The mail server did not take the mail: " + e.getClass().getSimpleName());
        }
    }
}
