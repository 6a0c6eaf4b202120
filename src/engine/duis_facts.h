/*
 * duis_facts.h - placeholders in parameters
 *
 * A value that begins with "$" stands for something that is known only when
 * the request is made:
 *
 *	$device		the device the case is about	$mpxn	its MPxN
 *	$other_device	a second one			$chf, $gpf
 *	$certificate	base64 of a certificate		$request  a request id
 *	$schedule	the schedule that was made before
 *	$billing	the next day on which the device's billing calendar
 *			closes a period: 2026-02-01
 *	$now		2026-01-31T12:00:00Z		$today	2026-01-31
 *
 * $now and $today take a distance: $now-7d, $today+1d, $now+30m, $now+10s,
 * $now+2h. "$$" begins a text that begins with "$". What is not known, or is
 * no placeholder, is a finding DUIS025.
 *
 *	struct duis_facts f = { .has_now = true, .now = now_s,
 *				.device = eui };
 *	if (!duis_facts_fill(&p, &f, "cases.csv", 12, &filled, &diag)) ...
 */
#ifndef ENGINE_DUIS_FACTS_H
#define ENGINE_DUIS_FACTS_H

#include "base/diag.h"
#include "model/duis_params.h"

/* Zero and empty: not known. */
struct duis_facts {
	bool has_now;
	int64_t now;			/* seconds since 1970, UTC */
	uint64_t device, other_device, chf, gpf;
	struct span mpxn, certificate, request, schedule, billing;
};

/* Adds all of `from` to `to`, filled in. `file` and `line` are for findings;
 * a parameter's own line goes first. */
bool duis_facts_fill(const struct duis_params *from,
		     const struct duis_facts *f, const char *file,
		     uint64_t line, struct duis_params *to, struct diag *d);

#endif
