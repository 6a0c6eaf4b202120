/*
 * world_fields.h - members of a world, each with its kind and its place
 *
 * A struct of model/world.h is read through a table of its members: name,
 * what the text must be, where it goes. JSON objects, rows of CSV and what
 * an administrator sends while the emulator runs all pass through the same
 * table, so that a member means the same everywhere.
 *
 *	static const struct world_field user[] = {
 *		{ "eui", FIELD_EUI, offsetof(struct world_user, eui), true },
 *		...
 *		{ NULL, 0, 0, false },
 *	};
 *	why = world_field_set(w, &user[0], into, text);	(NULL: taken)
 *
 * What is wrong comes as the end of a sentence that begins with the quoted
 * value: "is not an EUI-64; expected ...".
 */
#ifndef FILE_WORLD_FIELDS_H
#define FILE_WORLD_FIELDS_H

#include "file/doc.h"
#include "model/world.h"

enum world_field_kind {
	FIELD_TEXT,		/* struct span */
	FIELD_EUI,		/* uint64_t */
	FIELD_COUNT,		/* uint64_t */
	FIELD_BOOL,
	FIELD_DAY,		/* int32_t */
	FIELD_TIME,		/* uint64_t, ms after midnight */
	FIELD_SECONDS,		/* decimal, to uint64_t ms */
	FIELD_MILLI,		/* decimal, to uint64_t thousandths */
	FIELD_MILLIONTH,	/* 0 to 1, to uint64_t millionths */
	FIELD_ROLE,		/* unsigned */
	FIELD_ROLES,		/* unsigned; a list, or names joined by ; */
	FIELD_FUEL,
	FIELD_DEVICE_TYPE,	/* unsigned */
	FIELD_SMETS,		/* uint64_t */
	FIELD_STATUS,
	FIELD_MODE,		/* bool: prepayment */
	FIELD_HAN,		/* bool: has left it */
	FIELD_FREQUENCY,
	FIELD_SRV,		/* struct span, one that exists */
	FIELD_FAULT,		/* enum world_fault_kind */
	FIELD_CODE,		/* struct span, a response code */
};

struct world_field {
	const char *name;	/* NULL ends a table */
	enum world_field_kind kind;
	size_t at;		/* in the struct */
	bool needed;
};

const char *world_field_set(struct world *w, const struct world_field *f,
			    void *into, struct span text);

/* The members of an object. False: a finding says why. */
bool world_fields_read(struct world *w, const struct world_field *fields,
		       struct doc *doc, const struct doc_value *object,
		       void *into);

extern const struct world_field world_device_fields[];

#endif
