#include <thread>

#include "recorder.hpp"

using namespace return_to_idle;

int main() {  // What the driver does, at the places where it does it.
  Recorder recorder("scan.jsonl", {"XP", "Interruptible", {}, {}});
  recorder.event("AcquireItemData");
  recorder.event("DeliverBand", band(1), last(), bytes(65536));
  recorder.answer(0);
  recorder.event("ReturnFromAcquire", code(0));
  recorder.event("AcquireItemData");
  recorder.event("DeliverBand", band(1), bytes(65536));
  std::thread([&] { recorder.event("NotifyCancelIO"); }).join();
  recorder.answer(0);
  recorder.event("ReturnFromAcquire", code(1));
}
