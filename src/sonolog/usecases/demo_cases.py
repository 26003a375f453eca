"""What an invented trainee scans: structures, findings and indications that belong together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One kind of case."""

    structures: str
    pathology: str
    indication: str


REGION_WEIGHTS = {
    "shoulder": 30,
    "knee": 19,
    "ankle-foot": 18,
    "wrist-hand": 15,
    "hip-groin": 9,
    "elbow": 9,
}
"""How often each region comes, in a hundred."""

CASES: dict[str, tuple[DemoCase, ...]] = {
    "shoulder": (
        DemoCase("supraspinatus", "full-thickness-tear", "Painful arc after a fall, weak abduction"),
        DemoCase("supraspinatus, subacromial-bursa", "bursitis", "Night pain, painful arc"),
        DemoCase("supraspinatus, infraspinatus", "calcific-tendinopathy", "Sudden severe pain, no injury"),
        DemoCase("long-head-biceps", "tenosynovitis", "Anterior shoulder pain on lifting"),
        DemoCase("acromioclavicular-joint", "osteoarthritis", "Pain at the top of the shoulder"),
        DemoCase("subscapularis", "partial-thickness-tear", "Weak internal rotation"),
    ),
    "knee": (
        DemoCase("suprapatellar-recess", "effusion", "Swelling after twisting"),
        DemoCase("patellar-tendon", "tendinopathy", "Pain below the kneecap when jumping"),
        DemoCase("semimembranosus-gastrocnemius-bursa", "bakers-cyst", "Fullness behind the knee"),
        DemoCase("knee-medial-collateral", "ligament-sprain-grade-2", "Valgus injury, medial pain"),
        DemoCase("quadriceps-tendon", "tear", "Unable to straighten the knee"),
    ),
    "ankle-foot": (
        DemoCase("achilles-tendon", "tendinopathy", "Morning stiffness of the heel cord"),
        DemoCase("plantar-fascia", "plantar-fasciopathy", "Heel pain with the first steps"),
        DemoCase("anterior-talofibular-ligament", "sprain", "Inversion injury three weeks ago"),
        DemoCase("intermetatarsal-space", "mortons-neuroma", "Burning pain in the forefoot"),
        DemoCase("tibialis-posterior", "tenosynovitis", "Medial ankle pain, flattening arch"),
    ),
    "wrist-hand": (
        DemoCase("median-nerve, carpal-tunnel", "carpal-tunnel-syndrome", "Tingling of thumb to ring finger"),
        DemoCase("wrist-joint", "ganglion", "Lump on the back of the wrist"),
        DemoCase("extensor-compartment-1", "de-quervain", "Pain on lifting with the thumb"),
        DemoCase("metacarpophalangeal-joints", "synovitis", "Stiff, swollen knuckles"),
        DemoCase("a1-pulley", "trigger-finger", "Finger locks in flexion"),
    ),
    "hip-groin": (
        DemoCase("hip-joint", "effusion", "Groin pain, reduced rotation"),
        DemoCase("gluteus-medius", "tendinopathy", "Lateral hip pain at night"),
        DemoCase("adductor-longus", "tear", "Groin strain at football"),
        DemoCase("hamstring-origin", "tendinopathy", "Deep buttock pain when sitting"),
    ),
    "elbow": (
        DemoCase("common-extensor-origin", "lateral-elbow-tendinopathy", "Lateral elbow pain on gripping"),
        DemoCase("ulnar-nerve", "cubital-tunnel-syndrome", "Tingling of the little finger"),
        DemoCase("olecranon-bursa", "bursitis", "Swelling over the point of the elbow"),
        DemoCase("distal-biceps", "partial-thickness-tear", "Pop in front of the elbow while lifting"),
    ),
}

REFLECTIONS = (
    "I lost the tendon in anisotropy and only saw the tear after heel-toeing the probe. Next time I rock first.",
    "The dynamic view settled it. I had not thought of asking the patient to move while I watched the bursa.",
    "I measured in the wrong plane; Sam showed me the short axis and the numbers agreed.",
    "Compared with the other side early this time, which made the small effusion obvious.",
    "My report named the finding but not what to do about it. I rewrote the last sentence.",
)
RETURN_REASONS = (
    "Please say which structures you looked at before I sign.",
    "I did this scan with you holding the probe for part of it: role should be assisted.",
    "The side does not agree with my list. Please check.",
    "Say what the indication was.",
)
COMMENTS = ("Good dynamic assessment.", "Well reported.", "Watch your depth and focus.", "Clear images, well done.")
