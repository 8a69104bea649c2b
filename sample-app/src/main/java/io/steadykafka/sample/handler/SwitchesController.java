package io.steadykafka.sample.handler;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows and throws the switches at run time.
 */
@RestController
@RequestMapping(path = "/switches",
		produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
class SwitchesController {

	private static final Set<String> NAMES = Set.of(Switches.DELAY, Switches.FAIL_EVERY);

	private final HandlerSwitches switches;

	SwitchesController(HandlerSwitches switches) {
		this.switches = switches;
	}

	@GetMapping
	View show() {
		return View.of(this.switches.get());
	}

	@PostMapping
	View set(@RequestParam Map<String, String> parameters) {
		for (String name : parameters.keySet()) {
			if (!NAMES.contains(name)) {
				throw new UnknownSwitchException(name);
			}
		}
		return View.of(this.switches.set(parameters.get(Switches.DELAY), parameters.get(Switches.FAIL_EVERY)));
	}

	@ExceptionHandler({ InvalidSwitchException.class, UnknownSwitchException.class })
	ProblemDetail refuse(RuntimeException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage() + ". Nothing was changed.");
	}

	record View(String delay, @JsonProperty("fail-every") int failEvery) {

		static View of(Switches switches) {
			return new View(switches.delayAsText(), switches.failEvery());
		}

	}

	static class UnknownSwitchException extends RuntimeException {

		UnknownSwitchException(String name) {
			super("Parameter '%s' is unknown: the switches are %s and %s".formatted(name, Switches.DELAY,
					Switches.FAIL_EVERY));
		}

	}

}
