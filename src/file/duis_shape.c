/*
 * duis_shape.c - which element holds which: the check
 *
 * The children are walked once, beside the rules. An element that stands too
 * late is told from one that does not belong here at all, and either from
 * one that is missing, so that each mistake is told once.
 */
#include "file/duis_shape.h"

#include <stdio.h>
#include <string.h>

#include "base/bug.h"

void duis_find(struct duis_check *check, enum code code,
	       const struct xml_node *n, const struct span *value,
	       const char *fmt, ...)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	xml_path(n, &path);
	code_find(check->d, code, &(struct code_place){ .file = check->file,
		  .line = xml_line(n), .position = ++check->found,
		  .column = path.p, .value = value }, "%s", text.p);
	check->ok = check->ok &&
		code_table[code].severity != DIAG_ERROR;
	buf_release(&path);
	buf_release(&text);
}

static const char *space_of(const struct duis_shape *shape,
			    const struct duis_rule *rule)
{
	return duis_space_uri(rule->other ? DUIS_DS : shape->space);
}

static bool is_named(const struct xml_node *n, const struct duis_shape *shape,
		     const struct duis_rule *rule)
{
	size_t last = strlen(rule->name) - 1;

	if (rule->name[last] != '*')
		return xml_is(n, space_of(shape, rule), rule->name);
	return span_starts(xml_name(n), span_make(rule->name, last)) &&
		span_eq(xml_space(n), span_of(space_of(shape, rule)));
}

/* Number of the rule for the element; shape->count: none. */
static unsigned rule_for(const struct duis_shape *shape,
			 const struct xml_node *n)
{
	unsigned i = 0;

	while (i < shape->count && !is_named(n, shape, &shape->rules[i]))
		i++;
	return i;
}

/* The name of another alternative that was seen, or NULL. */
static const char *other_choice(const struct duis_shape *shape,
				unsigned i, const uint32_t *seen)
{
	const struct duis_rule *rule = &shape->rules[i];

	for (unsigned j = 0; rule->choice && j < shape->count; j++) {
		if (j != i && seen[j] &&
		    shape->rules[j].choice == rule->choice)
			return shape->rules[j].name;
	}
	return NULL;
}

static void check_leaf(struct duis_check *check, const struct xml_node *n,
		       const struct duis_rule *rule)
{
	struct span text = xml_text(n);
	char room[128];
	const char *wanted;

	if (xml_first(n)) {
		duis_find(check, DUIS055, n, NULL,
			  "has elements inside; expected a value");
		return;
	}
	wanted = duis_wanted(rule, text, room);
	if (wanted)
		duis_find(check, DUIS055, n, &text, "is not %s", wanted);
}

/* Those that have a schemaVersion are looked at by their reader, and the
 * time of a SMETS1 answer says of which clock it is. */
static void check_attributes(struct duis_check *check,
			     const struct xml_node *n)
{
	struct span space, name, value, version;

	if (!xml_attribute_at(n, 0, &space, &name, &value) || space.n ||
	    xml_attribute(n, "schemaVersion", &version) ||
	    xml_is(n, duis_space_uri(DUIS_RA), "Timestamp"))
		return;
	duis_find(check, DUIS056, n, NULL, "has an attribute '" SPAN_F
		  "'; it has none in messages", SPAN_A(name));
}

static void check_one(struct duis_check *check, const struct xml_node *n,
		      const struct duis_rule *rule)
{
	if (rule->type == DUIS_IS_ANY)
		return;
	check_attributes(check, n);
	if (rule->type == DUIS_IS_INNER)
		duis_shape_check(check, n, rule->inside);
	else if (rule->type != DUIS_IS_BODY)
		check_leaf(check, n, rule);
}

/* Places the element among the rules; `at` is how far the others came.
 * False: there is none for it, and that may be. */
static bool place(struct duis_check *check, const struct xml_node *n,
		  const struct duis_shape *shape, unsigned *at,
		  uint32_t *seen)
{
	unsigned i = rule_for(shape, n);
	const char *other;

	if (i == shape->count && check->later) {
		duis_find(check, DUIS058, n, NULL, "is not known here;"
			  " the message is of a later version than 5.4");
		return false;
	}
	if (i == shape->count) {
		duis_find(check, DUIS052, n, NULL, "is not known here");
		return true;
	}
	other = other_choice(shape, i, seen);
	if (other)
		duis_find(check, DUIS052, n, NULL,
			  "stands beside %s; only one of them may", other);
	else if (seen[i] && seen[i] >= shape->rules[i].max)
		duis_find(check, DUIS054, n, NULL,
			  "stands here more often than %lu time%s",
			  (unsigned long)shape->rules[i].max,
			  shape->rules[i].max == 1 ? "" : "s");
	else if (i < *at)
		duis_find(check, DUIS052, n, NULL,
			  "is out of order; it stands before %s",
			  shape->rules[*at].name);
	if (i > *at)
		*at = i;
	seen[i]++;
	check_one(check, n, &shape->rules[i]);
	return true;
}

/* "A, B or C": the alternatives of a choice that has none. */
static void name_choice(const struct duis_shape *shape, unsigned i,
			struct buf *out)
{
	unsigned last = i;

	for (unsigned j = i; j < shape->count; j++) {
		if (shape->rules[j].choice == shape->rules[i].choice)
			last = j;
	}
	for (unsigned j = i; j <= last; j++) {
		if (shape->rules[j].choice != shape->rules[i].choice)
			continue;
		buf_addf(out, "%s%s", j == i ? "" : j == last ? " or " : ", ",
			 shape->rules[j].name);
	}
}

/* What stands here and is not known may be a new alternative. */
static void check_missing(struct duis_check *check, const struct xml_node *n,
			  const struct duis_shape *shape,
			  const uint32_t *seen, bool strange)
{
	struct buf names = BUF_INIT;

	for (unsigned i = 0; i < shape->count; i++) {
		const struct duis_rule *rule = &shape->rules[i];
		bool again = i && rule->choice &&
			shape->rules[i - 1].choice == rule->choice;

		if (seen[i] >= rule->min || again ||
		    other_choice(shape, i, seen) || (rule->choice && strange))
			continue;
		if (rule->choice) {
			buf_clear(&names);
			name_choice(shape, i, &names);
			duis_find(check, DUIS053, n, NULL,
				  "holds none of %s", names.p);
		} else {
			duis_find(check, DUIS053, n, NULL,
				  "has no %s", rule->name);
		}
	}
	buf_release(&names);
}

void duis_shape_check(struct duis_check *check, const struct xml_node *n,
		      const struct duis_shape *shape)
{
	uint32_t seen[DUIS_RULES] = { 0 };
	unsigned at = 0;
	bool strange = false;

	if (shape->count > DUIS_RULES)
		BUG("a shape with too many rules");
	if (xml_has_text(n))
		duis_find(check, DUIS057, n, NULL,
			  "has text beside its elements");
	for (const struct xml_node *c = xml_first(n); c; c = xml_next(c))
		strange = !place(check, c, shape, &at, seen) || strange;
	check_missing(check, n, shape, seen, strange);
}
