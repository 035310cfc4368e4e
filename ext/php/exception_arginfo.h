/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 68decac52ec5b09a1463961bf36d057da446ddcb */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Exception_getStatus, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Exception_getKey arginfo_class_Elaska_Exception_getStatus

#define arginfo_class_Elaska_Exception_getField arginfo_class_Elaska_Exception_getStatus

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Exception_getParams, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Exception_getDetails arginfo_class_Elaska_Exception_getParams

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Exception_isRetriable, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Exception_toArray arginfo_class_Elaska_Exception_getParams


ZEND_METHOD(Elaska_Exception, getStatus);
ZEND_METHOD(Elaska_Exception, getKey);
ZEND_METHOD(Elaska_Exception, getField);
ZEND_METHOD(Elaska_Exception, getParams);
ZEND_METHOD(Elaska_Exception, getDetails);
ZEND_METHOD(Elaska_Exception, isRetriable);
ZEND_METHOD(Elaska_Exception, toArray);


static const zend_function_entry class_Elaska_Exception_methods[] = {
	ZEND_ME(Elaska_Exception, getStatus, arginfo_class_Elaska_Exception_getStatus, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Exception, getKey, arginfo_class_Elaska_Exception_getKey, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Exception, getField, arginfo_class_Elaska_Exception_getField, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Exception, getParams, arginfo_class_Elaska_Exception_getParams, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Exception, getDetails, arginfo_class_Elaska_Exception_getDetails, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Exception, isRetriable, arginfo_class_Elaska_Exception_isRetriable, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Exception, toArray, arginfo_class_Elaska_Exception_toArray, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Exception(zend_class_entry *class_entry_RuntimeException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Exception", class_Elaska_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_status_default_value;
	zend_string *property_status_default_value_str = zend_string_init("internal", strlen("internal"), 1);
	ZVAL_STR(&property_status_default_value, property_status_default_value_str);
	zend_string *property_status_name = zend_string_init("status", sizeof("status") - 1, 1);
	zend_declare_typed_property(class_entry, property_status_name, &property_status_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_status_name);

	zval property_key_default_value;
	ZVAL_EMPTY_STRING(&property_key_default_value);
	zend_string *property_key_name = zend_string_init("key", sizeof("key") - 1, 1);
	zend_declare_typed_property(class_entry, property_key_name, &property_key_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_key_name);

	zval property_field_default_value;
	ZVAL_EMPTY_STRING(&property_field_default_value);
	zend_string *property_field_name = zend_string_init("field", sizeof("field") - 1, 1);
	zend_declare_typed_property(class_entry, property_field_name, &property_field_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_field_name);

	zval property_params_default_value;
	ZVAL_EMPTY_ARRAY(&property_params_default_value);
	zend_string *property_params_name = zend_string_init("params", sizeof("params") - 1, 1);
	zend_declare_typed_property(class_entry, property_params_name, &property_params_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_params_name);

	zval property_details_default_value;
	ZVAL_EMPTY_ARRAY(&property_details_default_value);
	zend_string *property_details_name = zend_string_init("details", sizeof("details") - 1, 1);
	zend_declare_typed_property(class_entry, property_details_name, &property_details_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_details_name);

	zval property_retriable_default_value;
	ZVAL_FALSE(&property_retriable_default_value);
	zend_string *property_retriable_name = zend_string_init("retriable", sizeof("retriable") - 1, 1);
	zend_declare_typed_property(class_entry, property_retriable_name, &property_retriable_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_retriable_name);

	return class_entry;
}
