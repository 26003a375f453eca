"""Body parts as DICOM names them (PS3.16, annex L), and the region of the shared vocabulary each is.

A word that is not in this table is not kept: in practice people type anything there.
"""

from __future__ import annotations

_REGIONS = {
    "shoulder": "SHOULDER ACJOINT ACROMIOCLAVICULARJOINT",
    "elbow": "ELBOW",
    "wrist-hand": "WRIST HAND FINGER THUMB",
    "hip-groin": "HIP GROIN BUTTOCK",
    "knee": "KNEE PATELLA POPLITEALFOSSA",
    "ankle-foot": "ANKLE FOOT HEEL TOE CALCANEUS",
    "upper-arm": "ARM HUMERUS UPARM UPPERARM",
    "forearm": "FOREARM",
    "thigh": "THIGH FEMUR",
    "lower-leg": "LEG CALF LOWERLEG TIBIA",
    "spine": "SPINE CSPINE TSPINE LSPINE BACK",
    "sacroiliac": "SIJOINT SACRUM COCCYX",
    "chest-wall": "RIB STERNUM CLAVICLE CHESTWALL",
    "scapula": "SCAPULA",
    "abdominal-wall": "ABDOMINALWALL",
    "jaw": "JAW TMJOINT MANDIBLE",
    "thorax": "CHEST LUNG PLEURA THORAX",
    "heart": "HEART",
    "abdomen": "ABDOMEN LIVER GALLBLADDER SPLEEN PANCREAS",
    "aorta": "AORTA ABDOMINALAORTA",
    "bowel": "BOWEL COLON APPENDIX",
    "renal-tract": "KIDNEY BLADDER URETER",
    "scrotum": "SCROTUM TESTIS",
}
_BY_NAME = {name: region for region, names in _REGIONS.items() for name in names.split()}
REGIONS = tuple(_REGIONS)


def region_of(body_part: str) -> str:
    """Return the region a body part is, or nothing where it names none: ``Shoulder`` and ``SHOULDER`` are the same."""
    return _BY_NAME.get("".join(letter for letter in body_part.upper() if letter.isalpha()), "")
