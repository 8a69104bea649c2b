package io.steadykafka.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/**
 * Finds a port that is not in use.
 */
public final class FreePort {

	private FreePort() {
	}

	/**
	 * Find one.
	 * @return the port, which somebody else may take before it is used
	 */
	public static int find() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
