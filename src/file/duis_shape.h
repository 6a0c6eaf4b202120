/*
 * duis_shape.h - which element holds which, in what order: of envelopes
 *
 * A shape is a list of rules, one for each element that may stand inside
 * another, in the order in which they must. It covers what every message
 * has, what the DCC answers by itself, and the alerts; what is in a request
 * for a service is in model/srv_body.h, for there are 129 of them.
 *
 *	static const struct duis_rule header[] = {
 *		ONE("ResponseCode", CODE),
 *		MAYBE("ResponseID", ID),
 *		...
 *	};
 *	duis_shape_check(&check, node, &shape);
 *
 * Rules that share a number other than 0 in `choice` are alternatives: one
 * of them, or, if they are MAYBE, at most one.
 *
 * Every violation becomes a finding that names the element by its path
 * ("Request/Header/RequestID"), with line and value; all of them in one
 * pass. Codes DUIS051 to DUIS058. An element that nobody knows is an error,
 * but a warning in a message of a later version than 5.4, which may have
 * brought it.
 *
 * Source: DUIS and MMC schemas 5.0 to 5.4; sections 2.2 to 2.8 and 6 of the
 * notes on testing in smets1-tools(7).
 */
#ifndef FILE_DUIS_SHAPE_H
#define FILE_DUIS_SHAPE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/diag.h"
#include "base/span.h"
#include "file/xml.h"
#include "model/codes.h"
#include "model/duis.h"

enum duis_type {
	DUIS_IS_ANY,		/* anything at all */
	DUIS_IS_BODY,		/* the same, without attributes */
	DUIS_IS_INNER,		/* children, by the shape in `inside` */
	DUIS_IS_TEXT,		/* least..most characters */
	DUIS_IS_VALUE,		/* one of `values` */
	DUIS_IS_NUMBER,		/* least..most, no leading zero asked */
	DUIS_IS_COUNTER,	/* 0..2^64-1, no leading zero */
	DUIS_IS_OFFSET,		/* -400..0 */
	DUIS_IS_DIGITS,		/* exactly `most` digits */
	DUIS_IS_INTEGER,	/* a sign or none, at most `most` digits */
	DUIS_IS_BOOLEAN,
	DUIS_IS_ID,
	DUIS_IS_EUI,
	DUIS_IS_EUIS,		/* joined by commas */
	DUIS_IS_DATETIME,
	DUIS_IS_DATE,
	DUIS_IS_TIME,
	DUIS_IS_HEX,
	DUIS_IS_BASE64,
	DUIS_IS_CODE,		/* [EIW] and digits */
	DUIS_IS_REFERENCE,	/* 4.4, 4.4.3 */
};

#define DUIS_MANY	UINT32_MAX

struct duis_shape;

struct duis_rule {
	const char *name;		/* ending in * for any that begins so */
	enum duis_type type;
	uint32_t min, max;		/* times */
	uint64_t least, most;		/* of the value */
	const char *values;		/* "A|B" */
	const struct duis_shape *inside;
	unsigned char choice;
	bool other;			/* not of the shape's namespace but
					   of xmldsig */
};

struct duis_shape {
	enum duis_space space;
	const struct duis_rule *rules;
	unsigned count;			/* at most DUIS_RULES */
};
#define DUIS_RULES	32

extern const struct duis_shape duis_request_shape, duis_response_shape,
	duis_smets1_signed_shape, duis_s1sp_alert_shape,
	duis_schedule_offset_shape;

struct duis_check {
	struct diag *d;
	const char *file;
	bool ok;			/* no error so far */
	bool later;			/* of a later version than we know */
	uint32_t found;			/* findings so far: a compact message
					   is one line, and they are shown in
					   this order */
};

/* The children of an element, and all below them. */
void duis_shape_check(struct duis_check *check, const struct xml_node *n,
		      const struct duis_shape *shape);

/* A finding at the element: its path and line, and its text if `valued`. */
void duis_find(struct duis_check *check, enum code code,
	       const struct xml_node *n, const struct span *value,
	       const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* What a text must be to satisfy the rule, or NULL: it does. */
const char *duis_wanted(const struct duis_rule *rule, struct span text,
			char room[128]);

#endif
