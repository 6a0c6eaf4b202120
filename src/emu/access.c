/*
 * Who may ask what of which device. Suppliers by the registration of the
 * meter point on the day; where no registration says anything, by the
 * supplier that the device names. Network operators by area. Others by
 * accreditation. Each by the services of its role.
 *
 * A device without a meter point (a hub, a display) is as its meters are; a
 * device that states nothing to judge by is open to every role that may use
 * the service.
 */
#include "emu/room.h"

enum { ELECTRICITY_ROLES = SRV_IS | SRV_ES | SRV_RSA };

static bool names(struct span who, uint64_t eui)
{
	uint64_t named;

	return world_eui_parse(who, &named) && named == eui;
}

static bool on_day(const struct world_registration *r, int32_t day)
{
	return (r->from == DATE_NONE || r->from <= day) &&
	       (r->to == DATE_NONE || day < r->to);
}

/* By the registrations of one meter point; *known: there are any. */
static bool registered(const struct emu *e, struct span mpxn,
		       enum world_fuel fuel, unsigned role, uint64_t user,
		       bool *known)
{
	const int32_t day = moment_day(e->now_ms);
	const struct world *w = e->world;

	for (size_t i = 0; i < w->registrations.n; i++) {
		const struct world_registration *r = &w->registrations.v[i];

		if (r->fuel != fuel || !span_eq(r->mpxn, mpxn))
			continue;
		*known = true;
		if (r->user == user && (r->role == role ||
		    (role == SRV_RSA && r->role == SRV_IS)) && on_day(r, day))
			return true;
	}
	return false;
}

/* Is the user the supplier at this meter? *said: something says who is. */
static bool supplies(const struct emu *e, const struct world_device *meter,
		     unsigned role, uint64_t user, bool *said)
{
	const enum world_fuel fuel = role & ELECTRICITY_ROLES ?
				     WORLD_ELECTRICITY : WORLD_GAS;
	const struct span named = fuel == WORLD_GAS ? meter->gas_supplier :
						      meter->import_supplier;
	const unsigned kind = fuel == WORLD_GAS ? SRV_GSME | SRV_GPF :
						  SRV_ESME | SRV_HCALCS;
	bool known = false;

	if (!(meter->type & kind))
		return false;
	if (meter->mpxn.n && registered(e, meter->mpxn, fuel, role, user,
					&known))
		return true;
	*said = *said || known || named.n || meter->mpxn.n;
	return !known && names(named, user);
}

static bool supplier(const struct emu *e, const struct world_device *d,
		     unsigned role, uint64_t user)
{
	const uint64_t hub = d->type == SRV_CHF ? d->eui : d->chf;
	bool said = false;

	if (d->type & (SRV_ESME | SRV_GSME | SRV_GPF | SRV_HCALCS))
		return supplies(e, d, role, user, &said) || !said;
	for (size_t i = 0; hub && i < e->world->devices.n; i++) {
		const struct world_device *m = &e->world->devices.v[i];

		if (m->chf == hub && supplies(e, m, role, user, &said))
			return true;
	}
	return !said;
}

static bool operator(const struct world_device *d,
		     const struct world_user *u, unsigned role)
{
	const unsigned kind = role == SRV_GT ? SRV_GSME | SRV_GPF | SRV_CHF :
			      SRV_ESME | SRV_HCALCS | SRV_CHF;

	if (!(d->type & kind))
		return false;
	if (d->network_operator.n && names(d->network_operator, u->eui))
		return true;
	if (d->region.n && u->area.n)
		return span_eq_nocase(d->region, u->area);
	return !d->region.n && !d->network_operator.n;
}

/* The wrong fuel's supplier has no business with a meter. */
static bool related(const struct emu *e, const struct world_user *u,
		    const struct world_device *d, unsigned role)
{
	switch (role) {
	case SRV_OU:
		return u->accredited;
	case SRV_ED:
	case SRV_GT:
		return operator(d, u, role);
	case SRV_GS:
		return !(d->type & (SRV_ESME | SRV_HCALCS)) &&
		       supplier(e, d, role, u->eui);
	default:
		return !(d->type & (SRV_GSME | SRV_GPF)) &&
		       supplier(e, d, role, u->eui);
	}
}

struct span emu_access(const struct emu *e, const struct world_user *u,
		       const struct srv *srv, const struct world_device *d)
{
	const unsigned roles = srv->roles ? u->roles & srv->roles : u->roles;

	if (!roles)
		return SPAN("E2");
	if (!d)
		return SPAN_EMPTY;
	for (unsigned role = 1; role <= SRV_OU; role <<= 1)
		if (roles & role && related(e, u, d, role))
			return SPAN_EMPTY;
	return SPAN("E4");
}
