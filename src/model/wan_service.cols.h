/* The services of wan-load: what is read, then what is made of it. */
#include "model/wan_service_read.h"
#include "model/wan_service_made.h"
