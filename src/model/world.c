/* Defaults, names and look-ups. Users and providers are few: a walk finds
 * them. Devices may be many: their EUIs are interned as eight bytes. */
#include "model/world.h"

#include <string.h>

#include "base/num.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column devices_columns[] = {
#include "model/devices.cols.h"
};
static const struct table_column fault_columns[] = {
#include "model/fault.cols.h"
};
#undef COL

static const char *const sit_codes[] = TABLE_CODES("SIT");

const struct table_format devices_format = {
	.schema = "sit-devices/1",
	.codes = sit_codes,
	.columns = devices_columns,
	.count = DEVICES_COLUMNS,
};
const struct table_format fault_format = {
	.schema = "sit-faults/1",
	.codes = sit_codes,
	.columns = fault_columns,
	.count = WORLD_FAULTS,
};

static const char *const statuses[] = {
	"Pending", "Whitelisted", "InstalledNotCommissioned", "Commissioned",
	"Decommissioned", "Withdrawn", "Suspended", "Recovery", "Recovered",
};
static const char *const frequencies[] = {
	"Daily", "Weekly", "Monthly", "Quarterly", "Half-Yearly", "Yearly",
};

void world_init(struct world *w)
{
	*w = (struct world)WORLD_INIT;
	world_eui_parse(SPAN("90-B3-D5-1F-30-00-00-02"), &w->acb);
	w->factor_milli = 1000;
	w->schema_version = SPAN("5.1");
	w->counter_code = SPAN("E100");
	w->mode_code = SPAN("E100");
	w->calendar_code = SPAN("E050101");
	w->date_code = SPAN("E100");
	w->body_code = SPAN("E100");
	w->signature_code = SPAN("E100");
	w->mp192.code = SPAN("E050113");
	w->mp192.child_43 = SPAN("DSPReadInstantaneousPrepayValues");
	w->mp192.child_443 =
		SPAN("DSPRetrieveBillingCalendarTriggeredBillingDataLog");
	w->push.first_ms = 1000;
	w->push.factor_milli = 2000;
	w->push.max_ms = 60000;
	w->push.give_up_s = (uint64_t)26 * 3600;
}

void world_release(struct world *w)
{
	for (size_t i = 0; i < w->s1sps.n; i++)
		vec_release(&w->s1sps.v[i].cv9);
	vec_release(&w->users);
	vec_release(&w->devices);
	intern_release(&w->device_ids);
	vec_release(&w->registrations);
	vec_release(&w->s1sps);
	vec_release(&w->firmware);
	vec_release(&w->schedules);
	vec_release(&w->thresholds);
	vec_release(&w->faults);
	arena_release(&w->arena);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool world_eui_parse(struct span s, uint64_t *eui)
{
	uint64_t value = 0;

	if (s.n != WORLD_EUI_TEXT - 1)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int digit = hex_digit(s.p[i]);

		if (i % 3 == 2) {
			if (s.p[i] != '-')
				return false;
			continue;
		}
		if (digit < 0)
			return false;
		value = value << 4 | (uint64_t)digit;
	}
	*eui = value;
	return true;
}

const char *world_eui_text(uint64_t eui, char text[WORLD_EUI_TEXT])
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = text;

	for (int shift = 56; shift >= 0; shift -= 8) {
		*p++ = digits[eui >> (shift + 4) & 15];
		*p++ = digits[eui >> shift & 15];
		*p++ = shift ? '-' : '\0';
	}
	return text;
}

static struct span eui_bytes(const uint64_t *eui)
{
	return (struct span){ (const char *)eui, sizeof(*eui) };
}

struct world_device *world_add_device(struct world *w,
				      const struct world_device *d)
{
	bool fresh;

	intern_put(&w->device_ids, eui_bytes(&d->eui), &fresh);
	if (!fresh)
		return NULL;
	vec_push(&w->devices, *d);
	return &w->devices.v[w->devices.n - 1];
}

struct world_device *world_device(const struct world *w, uint64_t eui)
{
	uint32_t at = intern_find(&w->device_ids, eui_bytes(&eui));

	return at == INTERN_NONE ? NULL : &w->devices.v[at];
}

struct world_user *world_user(const struct world *w, uint64_t eui)
{
	for (size_t i = 0; i < w->users.n; i++)
		if (w->users.v[i].eui == eui)
			return &w->users.v[i];
	return NULL;
}

const struct world_s1sp *world_s1sp(const struct world *w, struct span id)
{
	for (size_t i = 0; i < w->s1sps.n; i++)
		if (span_eq(w->s1sps.v[i].id, id))
			return &w->s1sps.v[i];
	return NULL;
}

static bool named(const char *const *names, unsigned n, struct span name,
		  unsigned *at)
{
	for (*at = 0; *at < n; (*at)++)
		if (span_eq_nocase(span_of(names[*at]), name))
			return true;
	return false;
}

bool world_status_named(struct span name, enum world_status *status)
{
	unsigned at;

	if (!named(statuses, WORLD_STATUSES, name, &at))
		return false;
	*status = (enum world_status)at;
	return true;
}

const char *world_status_name(enum world_status status)
{
	return statuses[status];
}

bool world_frequency_named(struct span name, enum world_frequency *f)
{
	unsigned at;

	if (!named(frequencies, WORLD_FREQUENCIES, name, &at))
		return false;
	*f = (enum world_frequency)at;
	return true;
}

const char *world_frequency_name(enum world_frequency f)
{
	return frequencies[f];
}

const char *world_fault_name(enum world_fault_kind kind)
{
	return fault_columns[kind].name;
}

bool world_fault_named(struct span name, enum world_fault_kind *kind)
{
	uint32_t at = table_find(&fault_format, name);

	if (at == TABLE_ABSENT)
		return false;
	*kind = (enum world_fault_kind)at;
	return true;
}

bool world_device_answers(const struct world_device *d)
{
	return !d->unreachable && !d->han_left;
}
