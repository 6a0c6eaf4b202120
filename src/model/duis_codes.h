/*
 * duis_codes.h - response codes and DCC alert codes
 *
 * The codes of the schemas 5.0 to 5.4, each with the version that brought
 * it. The lists grow with every version, so a code that is not in them is
 * classed by its pattern: any of [IEW] and digits is a response code.
 *
 *	duis_code_class(SPAN("E21"))		DUIS_COMMUNICATIONS
 *	duis_code_class(SPAN("E050113"))	DUIS_SERVICE_SPECIFIC_VALIDATION
 *	duis_code_service(SPAN("E050113"), text)	"5.1"
 *
 * What a code means is printed only where a public text says it; what to do
 * about one (retry, wait, raise an issue) is not here: that is a campaign's.
 *
 * Source: DUIS schemas 5.0 to 5.4 and the published part of the DCC's list
 * of response codes; sections 2.7 and 2.8 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef MODEL_DUIS_CODES_H
#define MODEL_DUIS_CODES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

enum duis_class {
	DUIS_NO_CODE,			/* not of the pattern */
	DUIS_SUCCESS,			/* I0 */
	DUIS_ACKNOWLEDGEMENT,		/* I99 */
	DUIS_WARNING,			/* W...: done, with a remark */
	DUIS_AUTHORISATION,
	DUIS_VALIDATION,
	DUIS_SERVICE_SPECIFIC_VALIDATION,	/* E and six digits */
	DUIS_COMMUNICATIONS,
	DUIS_TIMEOUT,
	DUIS_GENERAL,			/* any other E */
	DUIS_CLASSES
};

struct duis_code {
	const char *code;		/* "E050111" */
	const char *since;		/* "5.3"; "<=5.0": or before */
	enum duis_class class;
	const char *service;		/* "5.1", or "" */
	const char *meaning;		/* or "": no public text */
	const char *basis;		/* letters of sources */
};

extern const struct duis_code duis_code_table[];
extern const uint32_t duis_code_count;

/* NULL: not in the lists. */
const struct duis_code *duis_code_find(struct span code);
enum duis_class duis_code_class(struct span code);
const char *duis_class_name(enum duis_class c);	/* "communications" */

#define DUIS_SERVICE_TEXT	6
/* The service that six digits spell, "" for other codes. */
const char *duis_code_service(struct span code, char text[DUIS_SERVICE_TEXT]);

struct duis_alert {
	const char *code;		/* "N55" */
	const char *since;
	const char *payload;		/* element (path), "one of A/B", or ""
					   where nobody says */
	const char *basis;		/* "K": not from a text at hand */
};

extern const struct duis_alert duis_alert_table[];
extern const uint32_t duis_alert_count;

const struct duis_alert *duis_alert_find(struct span code);

#endif
