/*
 * duis.h - a DUIS message, whatever its bytes
 *
 * Two things: a neutral element tree, for what is different in each of the
 * 129 services, and one struct of what all messages have, their envelope.
 * The XML is read and written elsewhere (file/duis.h); who may send what is
 * judged elsewhere (engine/duis_lint.h). Nothing here knows a signature.
 *
 *	struct arena a = ARENA_INIT;
 *	struct duis_element *e = duis_element_new(&a, SPAN("ReadSchedule"));
 *
 *	duis_element_put(&a, e, SPAN("DSPScheduleID"), SPAN("17"));
 *	...
 *	id = duis_element_find(e, SPAN("DSPScheduleID"));	(or NULL)
 *	arena_release(&a);
 *
 * An element has text or children, never both; blanks around the children
 * are not kept. Names are without a prefix; the namespace is an enum, for
 * the public schemas know three. The tree belongs to the arena it was made
 * in; names and texts are not copied: they live as long as the caller's.
 *
 * Source: DUIS and MMC schemas 5.0 to 5.4; section 2 of the notes on testing
 * in smets1-tools(7).
 */
#ifndef MODEL_DUIS_H
#define MODEL_DUIS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"

/* ---- elements ---- */

enum duis_space {
	DUIS_SR,		/* ServiceUserGateway: requests, responses */
	DUIS_RA,		/* ResponseAndAlert: what SMETS1 answers hold */
	DUIS_DS,		/* xmldsig */
	DUIS_SPACES
};
/* "http://www.dccinterface.co.uk/..." */
const char *duis_space_uri(enum duis_space space);

struct duis_attribute {
	struct duis_attribute *next;
	struct span name, value;
};

struct duis_element {
	struct duis_element *parent, *next;	/* next sibling */
	struct duis_element *first, *last;	/* children */
	struct duis_attribute *attributes;	/* in order; mostly none */
	struct span name;
	struct span text;
	enum duis_space space;
	uint32_t line;			/* of the input; 0: it was built */
};

struct duis_element *duis_element_new(struct arena *a, struct span name);
/* Appended as the last child; the child's namespace is its parent's. */
struct duis_element *duis_element_add(struct arena *a,
				      struct duis_element *parent,
				      struct span name);
struct duis_element *duis_element_put(struct arena *a,
				      struct duis_element *parent,
				      struct span name, struct span text);
void duis_element_set(struct arena *a, struct duis_element *e,
		      struct span attribute, struct span value);

/* First child of that name, first attribute of that name; NULL: none. */
struct duis_element *duis_element_find(const struct duis_element *e,
				       struct span name);
const struct span *duis_element_get(const struct duis_element *e,
				    struct span attribute);
/* By path of names, "Header/RequestID", first of each; NULL: none. */
struct duis_element *duis_element_at(const struct duis_element *e,
				     struct span path);
/* Names, texts, attributes and order are the same. */
bool duis_element_same(const struct duis_element *a,
		       const struct duis_element *b);

/* ---- identifiers ---- */

/*
 * An EUI-64 is eight pairs of hexadecimal digits joined by "-", in any
 * letter case; compared as a number it has none. Written in upper case.
 */
#define DUIS_EUI_TEXT	24	/* with the NUL */
bool duis_eui_parse(struct span s, uint64_t *eui);
const char *duis_eui_text(uint64_t eui, char text[DUIS_EUI_TEXT]);

/* RequestID, ResponseID: originator:target:counter. The counter has no sign
 * and no leading zero and ends at 2^64-1. */
struct duis_id {
	uint64_t originator, target;
	uint64_t counter;
};
#define DUIS_ID_TEXT	72
bool duis_id_parse(struct span s, struct duis_id *id);
const char *duis_id_text(const struct duis_id *id, char text[DUIS_ID_TEXT]);
bool duis_id_same(const struct duis_id *a, const struct duis_id *b);

/* xs:dateTime in UTC ("Z", or an offset, or none, which counts as UTC):
 * seconds since 1970; fractions are checked and cut. False: no such time. */
bool duis_time_parse(struct span s, int64_t *seconds);
#define DUIS_TIME_TEXT	24
/* "2026-01-31T00:00:00Z"; years 0002 to 9998, else BUG. */
const char *duis_time_text(int64_t seconds, char text[DUIS_TIME_TEXT]);

/* A future-dated request is cancelled by one with this date. */
#define DUIS_NEVER	"3000-12-31T00:00:00.00Z"

/* ---- messages ---- */

enum duis_kind {
	DUIS_REQUEST,			/* a service request */
	DUIS_SIGNED_PRE_COMMAND,	/* a request that carries one */
	DUIS_RESPONSE,			/* ResponseMessage */
	DUIS_SMETS1_RESPONSE,		/* SMETS1ResponseMessage */
	DUIS_DEVICE_ALERT,		/* DeviceAlertMessage */
	DUIS_DCC_ALERT,			/* DCCAlertMessage */
	DUIS_S1SP_ALERT,		/* S1SPAlert, alone */
	DUIS_SMETS1_SIGNED_RESPONSE,	/* SMETS1SignedResponse, alone */
	DUIS_KINDS
};
const char *duis_kind_name(enum duis_kind kind);	/* "request" */

/* What the S1SP says of itself in a SMETS1 answer. */
struct duis_smets1 {
	struct duis_id id;		/* BusinessOriginatorID, ...TargetID,
					   OriginatorCounter */
	bool has_user;			/* SupplementaryRemotePartyID */
	uint64_t user;
	bool has_user_counter;		/* SupplementaryRemotePartyCounter */
	uint64_t user_counter;
	bool has_counter;		/* SupplementaryOriginatorCounter */
	uint64_t counter;
	struct span message_code;	/* hexadecimal, or empty */
	struct span reference, variant;	/* or empty */
	struct span timestamp;		/* or empty */
	struct span schema_version;	/* of the embedded document */
	bool is_alert;			/* DeviceAlertMessage in its body */
};

/*
 * Absent text is the empty span; what may be absent and is a number has a
 * flag. A member that its kind does not have is zero.
 */
struct duis_message {
	enum duis_kind kind;
	struct span schema_version;	/* "5.1" */
	bool is_signed;			/* has a signature of its own */

	bool has_id;			/* RequestID */
	struct duis_id id;
	struct span reference;		/* "4.4" */
	struct span variant;		/* "4.4.3" */

	/* requests */
	unsigned command_variant;
	bool has_first, first_in_sequence;
	bool has_preceding;
	struct duis_id preceding;

	/* responses and alerts */
	bool has_response_id;
	struct duis_id response_id;
	struct span code;		/* "I99" */
	struct span time;		/* ResponseDateTime; of an S1SP alert
					   its DateTime */
	struct span schedule_id;	/* DSPScheduleID, where the message
					   names one beside its content */
	struct span alert_code;		/* DCCAlertCode, AlertCode (hex) or
					   S1SPAlertCode */
	bool has_throttled_sequence, has_throttled_count;
	uint32_t throttled_sequence, throttled_count;
	struct duis_smets1 smets1;	/* DUIS_SMETS1_*: what is embedded */

	/*
	 * The element that differs: of a request the one in Body; of a
	 * response the one behind the references, NULL for an
	 * acknowledgement; of a SMETS1 response its ResponseMessage or
	 * DeviceAlertMessage; of an alert its GBCSPayload, or the child of
	 * DCCAlert; of an S1SP alert itself.
	 */
	struct duis_element *body;
};

#endif
