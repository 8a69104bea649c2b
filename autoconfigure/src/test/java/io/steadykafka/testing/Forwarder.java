package io.steadykafka.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Forwards connections to a broker and can cut them. A connection that was cut stays
 * dead, as behind a firewall that dropped its state: clients have to open a new one.
 */
public final class Forwarder implements AutoCloseable {

	private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final int port;

	private ServerSocket door;

	private volatile int target;

	/**
	 * Whether the connections that share it are cut.
	 */
	private volatile AtomicBoolean cut = new AtomicBoolean();

	public Forwarder() throws IOException {
		listen(0);
		this.port = this.door.getLocalPort();
	}

	void leadTo(int broker) {
		this.target = broker;
	}

	public String servers() {
		return "localhost:" + this.port;
	}

	/**
	 * Let new connections through.
	 * @throws IOException if the port is taken
	 */
	public void pass() throws IOException {
		this.cut = new AtomicBoolean();
		if (this.door.isClosed()) {
			listen(this.port);
		}
	}

	/**
	 * Close all connections, and refuse new ones.
	 * @throws IOException if that fails
	 */
	public void refuse() throws IOException {
		this.door.close();
		for (Socket end : this.ends) {
			end.close();
		}
	}

	/**
	 * Keep connections open, take new ones, and let no byte through.
	 */
	public void swallow() {
		this.cut.set(true);
	}

	@Override
	public void close() throws IOException {
		refuse();
		this.threads.shutdownNow();
	}

	private void listen(int wanted) throws IOException {
		ServerSocket made = new ServerSocket(wanted, 200, InetAddress.getLoopbackAddress());
		this.door = made;
		this.threads.execute(() -> accept(made));
	}

	private void accept(ServerSocket from) {
		while (!from.isClosed()) {
			try {
				Socket client = from.accept();
				Socket broker = new Socket(InetAddress.getLoopbackAddress(), this.target);
				AtomicBoolean shared = this.cut;
				this.ends.addAll(List.of(client, broker));
				this.threads.execute(() -> forward(client, broker, shared));
				this.threads.execute(() -> forward(broker, client, shared));
			}
			catch (IOException ex) {
				// Refused from now on.
			}
		}
	}

	private void forward(Socket from, Socket to, AtomicBoolean shared) {
		try (from) {
			byte[] buffer = new byte[16_384];
			for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
				if (!shared.get()) {
					to.getOutputStream().write(buffer, 0, read);
				}
			}
			// Who is cut off does not hear of the end.
			if (!shared.get()) {
				to.close();
			}
		}
		catch (IOException ex) {
			// Closed at the other end.
		}
		this.ends.remove(from);
	}

}
