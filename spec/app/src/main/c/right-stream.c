/* A stream driver that keeps the rules, in C: cc -o right-stream right-stream.c */
#define KIT_STREAMS
#include "kit.h"

static int running; /* drvAcquireItemData is on its way */
static int doubt;   /* CANCEL_IO came, and nobody was asked since whether it was meant for us */

static const char *driver_claims(void) { return "Asynchronous Streams"; }

static void driver_reset(void) { running = doubt = 0; }

/* The event names no transfer: stop waiting, and ask (D26). While idle it means nothing (V8). */
static void driver_cancel_io(void) {
  if (running) {
    doubt = 1;
    device_wake_read();
  }
}

/* SendMessage; what comes while it is in flight needs an answer of its own. */
static HRESULT_CODE ask(void) {
  doubt = 0;
  return send_status();
}

/* Before anything is begun: nothing is, after an event that nobody has answered (D26). */
static HRESULT_CODE settle(void) {
  HRESULT_CODE code = S_OK;
  while (code == S_OK && doubt) {
    code = ask();
  }
  return code;
}

/* A band, or a sign of life; S_OK to go on. The wait is ended to ask, and then goes on. */
static HRESULT_CODE next_band(struct read *read) {
  HRESULT_CODE code = settle();
  if (code != S_OK) {
    return code;
  }
  device_submit_read();
  do {
    code = settle();
    if (code != S_OK) {
      device_interrupt_read(); /* Nobody waits for the device any more (L5). */
      return code;
    }
    *read = device_await_read();
  } while (read->result == READ_WOKEN);
  if (read->result == READ_BUTTON || read->result == READ_GIVEN_UP) {
    return S_FALSE;
  }
  return read->result == READ_FAULT ? read->fault : S_OK; /* the device's own code (D10) */
}

/* Writes all of a band, behind what is there. */
static HRESULT_CODE write_band(const struct read *band) {
  HRESULT_CODE code;
  int less = 1;
  while (less) {
    code = settle();
    if (code == S_OK) {
      code = stream_seek_end();
    }
    if (code == S_OK) {
      code = stream_write(band, &less);
    }
    if (code != S_OK) {
      return code;
    }
  }
  return S_OK;
}

/* One page; what is skipped is scanned and thrown away (V3). Asks after each band (V13). */
static HRESULT_CODE transfer_page(int *started) {
  struct read read = {READ_NOT_READY, 0, 0, 0};
  HRESULT_CODE code = settle();
  int skipped;
  if (code == S_OK) {
    code = get_next_stream();
  }
  skipped = code == WIA_STATUS_SKIP_ITEM;
  if (code != S_OK && !skipped) {
    return code;
  }
  code = settle();
  if (code == S_OK && !*started) {
    code = device_try_start();
    *started = code == S_OK;
  }
  while (code == S_OK && read.result != READ_LAST_BAND) {
    code = next_band(&read);
    if (code == S_OK && read.result != READ_NOT_READY && !skipped) {
      code = write_band(&read);
    }
    if (code == S_OK) {
      code = ask();
    }
  }
  if (!skipped) {
    stream_release(); /* Whatever has happened (V15). */
  }
  return code;
}

/* There is one way out, and a device that has started is stopped on it (A3, A9, D6, D13). */
static HRESULT_CODE driver_acquire(int pages) {
  HRESULT_CODE code = S_OK;
  int page, started = 0;
  running = 1;
  doubt = 0;
  for (page = 1; page <= pages && code == S_OK; page++) {
    code = transfer_page(&started);
  }
  if (started) {
    device_stop();
  }
  running = 0;
  return code; /* S_FALSE after a cancel, whoever canceled (V9); an error as it is (V19, V20). */
}
