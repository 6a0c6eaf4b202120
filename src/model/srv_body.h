/*
 * srv_body.h - what the body of each service request holds
 *
 * A body is a list of rows in the order of its elements, children right
 * behind their parent, one level deeper:
 *
 *	level 0  ReadInventory			SRV_ELEMENT
 *	level 1    (a choice)			SRV_CHOICE
 *	level 2      UPRN	min=1;max=..	SRV_INTEGER
 *	level 2      DeviceID			SRV_EUI
 *	level 2      PropertyFilter		SRV_ELEMENT
 *	level 3        PostCode			SRV_STRING
 *
 * A choice is one of its children, a group all of its children; neither has
 * a name, is repeated or may be absent. Attributes are rows too, first below
 * their element; an element with text may have them.
 *
 *	struct srv_body b;
 *
 *	srv_body_find(SPAN("8.2"), &b);
 *	for (uint32_t i = 1; i < b.n; i = srv_body_end(&b, i))
 *		use(&b.row[i]);			(the children of the root)
 *
 * The rows are those of DUIS 5.1, derived from its schema by
 * build-aux/srv-body (src/model/srv_body.csv), and what later versions and
 * the MP192 profile add to the schedules (srv_body_more.csv); such a row
 * says so in `profile`.
 *
 * Facets are text: "min=-400;max=0", "values=Daily|Weekly", "length=1..8",
 * "chars=printable", "digits=2". engine/duis_value.h judges by them.
 *
 * Source: DUIS schema 5.1; sections 2, 6.1 and 11 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef MODEL_SRV_BODY_H
#define MODEL_SRV_BODY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

enum srv_type {
	SRV_ELEMENT,		/* has children */
	SRV_EMPTY,
	SRV_CHOICE,
	SRV_GROUP,
	SRV_STRING,		/* from here on: text */
	SRV_TOKEN,
	SRV_BOOLEAN,
	SRV_INTEGER,
	SRV_DECIMAL,
	SRV_DATETIME,
	SRV_DATE,
	SRV_TIME,
	SRV_HEX,
	SRV_BASE64,
	SRV_EUI,
	SRV_EUIS,		/* joined by commas */
	SRV_ID,			/* of a request */
};

#define SRV_PROFILE_MP192	255

struct srv_row {
	uint16_t name, facet;		/* places in the pool */
	uint16_t least, most;
	uint8_t level;
	uint8_t type;			/* enum srv_type */
	uint8_t profile;		/* 0: any; 53: since DUIS 5.3;
					   SRV_PROFILE_MP192 */
};

struct srv_body {
	const struct srv_row *row;	/* [0] is the body element */
	uint32_t n;
};

/* False: no such SRV. */
bool srv_body_find(struct span srv, struct srv_body *b);
/* The row behind the last one below row i. */
uint32_t srv_body_end(const struct srv_body *b, uint32_t i);

/* "@index" for an attribute, "{choice}" for a choice, "" for the root. */
const char *srv_row_name(const struct srv_row *row);
const char *srv_row_facet(const struct srv_row *row);
bool srv_row_is_attribute(const struct srv_row *row);
bool srv_row_has_text(const struct srv_row *row);

/* The value of a facet; false: the row has none of that name. */
bool srv_row_facet_named(const struct srv_row *row, const char *name,
			 struct span *value);

#endif
